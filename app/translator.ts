import IntlMessageFormat from 'intl-messageformat';
import { datesOf } from './dates.ts';
import { LANGUAGES, type Lang } from './languages.ts';
import type en from './locales/en.json';

export type TextKey = keyof typeof en;
export type Texts = Partial<Record<TextKey, string>>;
type Values = Record<string, string | number>;

/** Interface texts of one language, and the forms in which it writes dates and lists. */
export interface Translator<Key extends string = TextKey, Spoken extends Lang = Lang> {
  lang: Spoken;
  dir: 'ltr' | 'rtl';
  (key: Key, values?: Values): string;
  /** A day, month or year, such as 2026-11-21, as people write it; anything else as it is. */
  date(day: string): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
  /** The same in pieces, for items that are more than text: each item's text and what stands between. */
  listParts(items: readonly string[]): { type: 'element' | 'literal'; value: string }[];
}

/** Apart from `i18n.ts`, so that a browser is sent the texts of one language and not of ten. */
export function createTranslator<Key extends string = TextKey, Spoken extends Lang = Lang>(
  lang: Spoken,
  textOf: (key: Key) => string,
): Translator<Key, Spoken> {
  const { dir, formats } = LANGUAGES[lang];
  const isolated = dir === 'rtl' ? isolateTexts : (values?: Values) => values;
  const texts = new Map<Key, IntlMessageFormat>();
  const translate = (key: Key, values?: Values): string => {
    let text = texts.get(key);
    if (text === undefined) {
      text = new IntlMessageFormat(textOf(key), formats);
      texts.set(key, text);
    }
    return String(text.format(isolated(values)));
  };
  const lists = new Intl.ListFormat(formats, { type: 'conjunction' });
  return Object.assign(translate, {
    lang,
    dir,
    date: datesOf(formats),
    list: (items: readonly string[]) => lists.format(items),
    listParts: (items: readonly string[]) => lists.formatToParts(items),
  });
}

/** Puts each text between marks that keep its letters and digits from mixing with those around it (U+2068, U+2069). */
function isolateTexts(values: Values = {}): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value !== SLOT ? `\u2068${value}\u2069` : value,
    ]),
  );
}

/** Stands in a text for an element that is put there later. */
export const SLOT = '\u0000';
