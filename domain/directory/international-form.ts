import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** `+40213133100` as people read it out, `+40 21 313 3100`; null for a number without country code. */
export function internationalForm(number: string): string | null {
  if (!number.startsWith('+')) return null;
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
