import { LANGUAGES } from '#app/languages.ts';
import type { Translator } from '#app/translator.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** "3.2 MB", in steps of 1,024 as the limit counts. @param length in bytes */
export function fileSize({ lang }: Pick<Translator, 'lang'>, length: number): string {
  const step = length < 1024 ? 0 : length < 1024 ** 2 ? 1 : 2;
  const form = new Intl.NumberFormat(LANGUAGES[lang].formats, {
    style: 'unit',
    unit: UNITS[step],
    maximumFractionDigits: step === 2 ? 1 : 0,
  });
  return form.format(length / 1024 ** step);
}
