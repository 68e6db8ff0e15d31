import { Refusal, type RefusalCode } from '../refusal.ts';

/** What functions of the database refuse when somebody changes what opens the own account. */
const SENTENCES = {
  SIGN_IN_AGAIN:
    'This can be changed only within ten minutes after signing in: please lock your keys, unlock them, and try again.',
  LAST_FACTOR: 'With your role a second factor is obligatory: add another one before you remove this one.',
  NO_SUCH_FACTOR: 'This second factor was removed already.',
  TOO_MANY_PASSKEYS: 'An account has twenty passkeys at most: please remove one first.',
  WRONG_CODE: 'This code is not right, or no longer: please type the one that is shown now.',
  BAD_PASSKEY: 'What the passkey answered was not understood: please try again.',
} as const satisfies Partial<Record<RefusalCode, string>>;

export type ChangeRefusal = keyof typeof SENTENCES;

/** @throws Refusal unless the change was made */
export function assertChanged(rows: readonly { refused: ChangeRefusal | null }[]): void {
  const [answer] = rows;
  if (answer === undefined) throw new Error('A change answered nothing.');
  if (answer.refused !== null) throw changeRefusal(answer.refused);
}

export function changeRefusal(code: ChangeRefusal): Refusal {
  return new Refusal(code, SENTENCES[code]);
}
