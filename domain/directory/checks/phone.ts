import { isPossiblePhoneNumber } from 'libphonenumber-js';

/**
 * Whether a number can be dialled at all. Numbers with `+` must be possible for their country code (ITU-T E.164, by
 * `libphonenumber-js`); numbers dialled inside a State have 2 to 15 digits: emergency and help lines are short.
 *
 * @returns null when it can, otherwise the reason as a sentence
 */
export function phoneObjection(number: string): string | null {
  if (number.startsWith('+')) {
    if (!/^\+[1-9]\d{1,14}$/.test(number)) return 'A number with + has at most 15 digits after it and nothing else.';
    return isPossiblePhoneNumber(number) ? null : 'No number of this length exists under this country code.';
  }
  return /^\d{2,15}$/.test(number) ? null : 'A number dialled inside the State has 2 to 15 digits and nothing else.';
}

/** Whether what people read is the number that is dialled: the last four digits stand in it (prefixes may differ). */
export function displayMatches(number: string, display: string): boolean {
  const shown = display.replace(/\D/g, '');
  const dialled = number.replace(/\D/g, '');
  const tail = Math.min(4, dialled.length);
  return shown.includes(dialled.slice(-tail));
}
