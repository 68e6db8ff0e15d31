import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * Whether a number can be dialled at all. Numbers with `+` must be possible for their country code (ITU-T E.164, by
 * `libphonenumber-js`); numbers dialled inside a State have 2 to 15 digits: emergency and help lines are short.
 *
 * @returns null when it can, otherwise the reason as a sentence
 */
export function phoneObjection(number: string): string | null {
  if (number.startsWith('+')) {
    if (!/^\+[1-9]\d{1,14}$/.test(number)) return 'A number with + has at most 15 digits after it and nothing else.';
    const parsed = parsePhoneNumberFromString(number);
    if (parsed?.isPossible() !== true) return 'No number of this length exists under this country code.';
    const trunkDigit = parsed.number.length < number.length;
    return trunkDigit ? 'After the country code stands a digit that is dialled inside the State only.' : null;
  }
  return /^\d{2,15}$/.test(number) ? null : 'A number dialled inside the State has 2 to 15 digits and nothing else.';
}

/**
 * Whether what people read is the number that is dialled: its last four digits stand at the end of a number there
 * (prefixes may differ, words may follow).
 */
export function displayMatches(number: string, display: string): boolean {
  const tail = number.replace(/\D/g, '').slice(-4).split('').join('[^\\p{L}\\d]*');
  return new RegExp(`${tail}(?![^\\p{L}\\d(]*\\d)`, 'u').test(display);
}
