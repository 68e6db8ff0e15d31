import { LANGUAGES } from '#app/languages.ts';
import type { Translator } from '#app/translator.ts';

/** "22 Nov 2026, 14:05", where the reader is. */
export function exactTime({ lang }: Pick<Translator, 'lang'>, time: string): string {
  const form = new Intl.DateTimeFormat(LANGUAGES[lang].formats, { dateStyle: 'medium', timeStyle: 'short' });
  return form.format(new Date(time));
}

/** With the name of the reader's time zone: two people who meet read it in two countries. */
export function timeWithZone({ lang }: Pick<Translator, 'lang'>, time: string): string {
  const form = new Intl.DateTimeFormat(LANGUAGES[lang].formats, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return form.format(new Date(time));
}
