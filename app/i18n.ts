import type { Lang } from './languages.ts';
import ar from './locales/ar.json';
import de from './locales/de.json';
import en from './locales/en.json';
import es from './locales/es.json';
import fr from './locales/fr.json';
import it from './locales/it.json';
import ro from './locales/ro.json';
import ru from './locales/ru.json';
import sq from './locales/sq.json';
import uk from './locales/uk.json';
import { createTranslator, type Texts, type Translator } from './translator.ts';

export { isOffered, type Lang, OFFERED_LANGUAGES } from './languages.ts';
export type { TextKey, Translator } from './translator.ts';

/**
 * `tests/house/locales.test.ts` sees to it that each language has every text of the pages that are offered in it. Should one
 * be missing all the same, a person who needs a number still sees the page.
 */
const TEXTS: Record<Lang, Texts> = { en, fr, de, it, ru, es, ro, uk, sq, ar };

const translators = new Map<Lang, Translator>();

export function translatorFor(lang: Lang): Translator {
  const known = translators.get(lang);
  if (known !== undefined) return known;
  const translator = createTranslator(lang, (key) => TEXTS[lang][key] ?? en[key]);
  translators.set(lang, translator);
  return translator;
}
