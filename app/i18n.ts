import IntlMessageFormat from 'intl-messageformat';
import en from './locales/en.json';

/** Languages in which the whole interface exists. What is not complete in a language is not offered in it. */
export const OFFERED_LANGUAGES = ['en'] as const;
export type Lang = (typeof OFFERED_LANGUAGES)[number];

export type TextKey = keyof typeof en;
type Values = Record<string, string | number>;

const TEXTS: Record<Lang, Record<TextKey, string>> = { en };

export function isOffered(lang: string | undefined): lang is Lang {
  return OFFERED_LANGUAGES.some((offered) => offered === lang);
}

/** Interface texts of one language, and the forms in which it writes dates and lists. */
export interface Translator {
  lang: Lang;
  dir: 'ltr' | 'rtl';
  (key: TextKey, values?: Values): string;
  /** 2026-11-21 as people write it. */
  date(day: string): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
}

const translators = new Map<Lang, Translator>();

export function translatorFor(lang: Lang): Translator {
  const known = translators.get(lang);
  if (known !== undefined) return known;
  const formats = new Map<TextKey, IntlMessageFormat>();
  const translate = (key: TextKey, values?: Values): string => {
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(TEXTS[lang][key], lang);
      formats.set(key, format);
    }
    return String(format.format(values));
  };
  const dates = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(lang, { type: 'conjunction' });
  const translator: Translator = Object.assign(translate, {
    lang,
    dir: 'ltr' as const,
    date: (day: string) => dates.format(new Date(`${day}T00:00:00Z`)),
    list: (items: readonly string[]) => lists.format(items),
  });
  translators.set(lang, translator);
  return translator;
}
