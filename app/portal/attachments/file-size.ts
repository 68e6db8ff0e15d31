import { LANGUAGES } from '#app/languages.ts';
import type { Translator } from '#app/translator.ts';

/** "3.2 MB" or "12 kB", in steps of 1,024 as the limit counts. @param length in bytes */
export function fileSize({ lang }: Pick<Translator, 'lang'>, length: number): string {
  const isLong = length >= 1024 ** 2;
  const form = new Intl.NumberFormat(LANGUAGES[lang].formats, {
    style: 'unit',
    unit: isLong ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLong ? 1 : 0,
  });
  return form.format(isLong ? length / 1024 ** 2 : Math.ceil(length / 1024));
}
