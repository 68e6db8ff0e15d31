import { LANGUAGES } from '#app/languages.ts';
import type { Translator } from '#app/translator.ts';

/** "22 Nov 2026, 14:05", where the reader is. */
export function exactTime({ lang }: Pick<Translator, 'lang'>, time: string): string {
  const form = new Intl.DateTimeFormat(LANGUAGES[lang].formats, { dateStyle: 'medium', timeStyle: 'short' });
  return form.format(new Date(time));
}
