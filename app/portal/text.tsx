import { createContext, useContext } from 'react';
import type english from '#app/portal/locales/en.json';
import type { Translator } from '#app/translator.ts';

export type PortalTextKey = keyof typeof english;

const PortalTexts = createContext<Translator<PortalTextKey> | null>(null);

export const PortalTextProvider = PortalTexts.Provider;

export type PortalTranslator = Translator<PortalTextKey>;

export function usePortalText(): PortalTranslator {
  const translator = useContext(PortalTexts);
  if (translator === null) throw new Error('Texts are used outside PortalTextProvider.');
  return translator;
}
