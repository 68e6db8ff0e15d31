/**
 * The languages of the interface. In the first six, the working languages of the OSCE, all of it exists; in the others only
 * the pages for people who look for help (`offered-pages.ts`).
 */

interface Language {
  /** By its own speakers, in their script. */
  name: string;
  dir: 'ltr' | 'rtl';
  /** The BCP 47 tag by which dates, lists and plurals are written. */
  formats: string;
}

const COMPLETE = {
  en: { name: 'English', dir: 'ltr', formats: 'en-GB' },
  fr: { name: 'Français', dir: 'ltr', formats: 'fr' },
  de: { name: 'Deutsch', dir: 'ltr', formats: 'de' },
  it: { name: 'Italiano', dir: 'ltr', formats: 'it' },
  ru: { name: 'Русский', dir: 'ltr', formats: 'ru' },
  es: { name: 'Español', dir: 'ltr', formats: 'es' },
} as const satisfies Record<string, Language>;

const FOR_HELP = {
  ro: { name: 'Română', dir: 'ltr', formats: 'ro' },
  uk: { name: 'Українська', dir: 'ltr', formats: 'uk' },
  sq: { name: 'Shqip', dir: 'ltr', formats: 'sq' },
  // Numbers are read out and dialled: they stand in the digits that telephones have on their keys.
  ar: { name: 'العربية', dir: 'rtl', formats: 'ar-u-nu-latn' },
} as const satisfies Record<string, Language>;

export type Lang = keyof typeof COMPLETE | keyof typeof FOR_HELP;

export const LANGUAGES: Readonly<Record<Lang, Language>> = { ...COMPLETE, ...FOR_HELP };

/** In the order in which they are offered. */
export const OFFERED_LANGUAGES = Object.keys(LANGUAGES) as Lang[];
export const COMPLETE_LANGUAGES = Object.keys(COMPLETE) as (keyof typeof COMPLETE)[];
export const HELP_LANGUAGES = Object.keys(FOR_HELP) as (keyof typeof FOR_HELP)[];

export function isOffered(lang: string | undefined): lang is Lang {
  return lang !== undefined && Object.hasOwn(LANGUAGES, lang);
}

/** The language of the page at an address; English where the address names none. */
export function languageAt(address: string): Lang {
  const lang = address.split(/[/?#]/)[1];
  return isOffered(lang) ? lang : 'en';
}
