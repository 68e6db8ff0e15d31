import { Refusal } from '../refusal.ts';

const SIGN_IN_NAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;

/**
 * A name as it is kept: case and outer blanks do not matter to people.
 *
 * @throws Refusal BAD_NAME
 */
export function readSignInName(text: string): string {
  const name = text.normalize('NFKC').trim().toLowerCase();
  if (SIGN_IN_NAME.test(name)) return name;
  throw new Refusal(
    'BAD_NAME',
    'A sign-in name has 3 to 40 characters: letters from a to z, digits, full stops, hyphens and underscores, the first a letter or digit.',
  );
}
