import { OFFERED_LANGUAGES } from './i18n.ts';
import type { Ask } from './load-context.ts';
import { NumbersDocument } from './queries/numbers.ts';

/** The address of the page that stands in for any other when the directory is out of reach. */
export const LAST_RESORT = '/en/numbers';

/** Addresses that must go on answering without the database: start, numbers, every State, every line, staying safe. */
export async function helpPaths(ask: Ask): Promise<string[]> {
  const { states } = await ask(NumbersDocument, { language: 'en' });
  const own = ['', '/states', '/numbers', '/stay-safe', '/privacy', '/about'];
  const ofStates = states.map(({ code }) => `/states/${code}`);
  const ofLines = states.flatMap(({ hotlines }) => hotlines.map(({ id }) => `/entries/${id}`));
  const inLanguages = OFFERED_LANGUAGES.flatMap((lang) =>
    [...own, ...ofStates, ...ofLines].map((path) => `/${lang}${path}`),
  );
  return ['/', ...inLanguages];
}
