import { type Lang, OFFERED_LANGUAGES } from './languages.ts';
import type { Ask } from './load-context.ts';
import { isOfferedIn } from './offered-pages.ts';
import { NumbersDocument } from './queries/numbers.ts';

/**
 * Addresses that must go on answering without the database, by language: start, numbers, every State, every line, staying
 * safe. English comes first, because its numbers stand in for whatever has no copy yet.
 */
export async function helpPaths(ask: Ask): Promise<Map<Lang, string[]>> {
  const { states } = await ask(NumbersDocument, { language: 'en' });
  const own = ['', '/numbers', '/numbers.txt', '/stay-safe', '/young', '/states', '/privacy', '/about'];
  const ofStates = states.flatMap(({ code }) => [`/states/${code}`, `/states/${code}.txt`]);
  const ofLines = states.flatMap(({ hotlines }) => hotlines.map(({ id }) => `/entries/${id}`));
  return new Map(
    OFFERED_LANGUAGES.map((lang) => {
      const paths = [...own, ...ofStates, ...ofLines].filter((path) => isOfferedIn(lang, path));
      const addresses = paths.map((path) => `/${lang}${path}`);
      return [lang, lang === 'en' ? ['/', ...addresses] : addresses];
    }),
  );
}
