import { createContext, type ReactNode, useContext } from 'react';
import { type Lang, type TextKey, type Translator, translatorFor } from '#app/i18n.ts';

const Language = createContext<Translator>(translatorFor('en'));

export function LanguageProvider({ lang, children }: { lang: Lang; children: ReactNode }) {
  return <Language.Provider value={translatorFor(lang)}>{children}</Language.Provider>;
}

export function useText(): Translator {
  return useContext(Language);
}

/** A text with one element in the place of `{slot}`: a link inside a sentence. */
export function TextWith({ k, slot, children }: { k: TextKey; slot: string; children: ReactNode }) {
  const t = useText();
  const [before, after] = t(k, { [slot]: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
