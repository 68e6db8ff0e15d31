import { COMPLETE_LANGUAGES } from '#app/languages.ts';
import { ENGLISH, type Labels } from '#casework/forms/labels.ts';
import english from './locales/en.json';

export const PORTAL_LANGUAGES = COMPLETE_LANGUAGES;
export type PortalLanguage = (typeof PORTAL_LANGUAGES)[number];

/** What the portal and its forms say, in one language. */
export interface Wording {
  lang: PortalLanguage;
  /** `tests/house/portal-texts.test.ts` sees to it that none is missing; should one be, the English one stands there. */
  texts: Partial<Record<keyof typeof english, string>>;
  labels: Labels;
}

export const ENGLISH_WORDING: Wording = { lang: 'en', texts: english, labels: ENGLISH };

/** Fetched by whoever reads that language: the browser is sent two languages at most. */
const FETCHED: Record<Exclude<PortalLanguage, 'en'>, () => Promise<[{ default: object }, { default: Labels }]>> = {
  fr: () => Promise.all([import('./locales/fr.json'), import('#casework/forms/labels/fr.json')]),
  de: () => Promise.all([import('./locales/de.json'), import('#casework/forms/labels/de.json')]),
  it: () => Promise.all([import('./locales/it.json'), import('#casework/forms/labels/it.json')]),
  ru: () => Promise.all([import('./locales/ru.json'), import('#casework/forms/labels/ru.json')]),
  es: () => Promise.all([import('./locales/es.json'), import('#casework/forms/labels/es.json')]),
};

export async function wordingIn(lang: PortalLanguage): Promise<Wording> {
  if (lang === 'en') return ENGLISH_WORDING;
  const [texts, labels] = await FETCHED[lang]();
  return { lang, texts: texts.default, labels: labels.default };
}

/** Kept on the device: the sign-in page has to be read before anybody is known. */
const CHOSEN = 'portal-language';

/** What was chosen on this device, else the first of the browser's languages that the portal speaks, else English. */
export function languageOfDevice(): PortalLanguage {
  const wished = [kept(), ...navigator.languages.map((tag) => tag.split('-')[0])];
  return wished.flatMap((code) => PORTAL_LANGUAGES.filter((lang) => lang === code))[0] ?? 'en';
}

export function keepLanguage(lang: PortalLanguage): void {
  try {
    localStorage.setItem(CHOSEN, lang);
  } catch {
    // A browser that keeps nothing asks anew the next time.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}
