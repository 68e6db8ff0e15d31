import { Children, createContext, createElement, Fragment, type ReactNode, useContext } from 'react';
import { SLOT, type TextKey, type Translator } from '#app/translator.ts';

const Language = createContext<Translator | null>(null);

export const LanguageProvider = Language.Provider;

export function useText(): Translator {
  const translator = useContext(Language);
  if (translator === null) throw new Error('Texts are used outside LanguageProvider.');
  return translator;
}

/** A text with one element in the place of `{slot}`: a link inside a sentence. */
export function TextWith(props: { k: TextKey; slot: string; children: ReactNode }) {
  const { k, slot, children } = props;
  const t = useText();
  const [before, after] = t(k, { [slot]: SLOT }).split(SLOT);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}

/** "Languages: Romanian", with the colon as the language sets it. */
export function Labelled({ label, children }: { label: ReactNode; children: ReactNode }) {
  const t = useText();
  const [before, between, after] = t('common.labelled', { label: SLOT, value: SLOT }).split(SLOT);
  return (
    <>
      {before}
      {label}
      {between}
      {children}
      {after}
    </>
  );
}

/** "a, b and c", where each is more than its text. */
export function Listed({ items }: { items: readonly { text: string; shown: ReactNode }[] }) {
  const t = useText();
  const waiting = [...items];
  const parts = t
    .listParts(items.map(({ text }) => text))
    .map(({ type, value }) => (type === 'element' ? waiting.shift()?.shown : value));
  return createElement(Fragment, null, ...parts);
}

/** Short things one after the other, with dots between those that are there. */
export function Dotted({ children }: { children: ReactNode }) {
  const parts = Children.toArray(children).flatMap((part, index) => (index === 0 ? [part] : [' · ', part]));
  return createElement(Fragment, null, ...parts);
}
