import type { Translator } from '#app/i18n.ts';
import { shownNumber } from '#app/phones.ts';
import type { Phone } from '#app/queries/state.ts';
import { unbroken } from './sheet.ts';

/** U+200E: what stands between two of them is set from left to right. */
const LEFT_TO_RIGHT = '\u200e';

/**
 * A number as it stands in a text: on one line, and in a script from right to left between marks, without which its groups
 * would be shown in the wrong order and dialled so.
 */
export function writtenNumber(phone: Pick<Phone, 'display' | 'international'>, { dir }: Translator): string {
  const number = unbroken(shownNumber(phone));
  return dir === 'rtl' ? `${LEFT_TO_RIGHT}${number}${LEFT_TO_RIGHT}` : number;
}
