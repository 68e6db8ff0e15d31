import type { Opener } from '#crypto/bundle.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { bundleWith } from './openers.ts';
import { assertChanged, type ChangeRefusal } from './outcome.ts';
import type { VerifiedPasskey } from './web-authn.ts';

/** One of a person's passkeys, for the person to recognise or remove. */
export interface OwnPasskey {
  /** Credential id, base64url. */
  id: string;
  name: string;
  mayOpenBundle: boolean;
  /** A copy of it was seen. */
  isDisabled: boolean;
  /** YYYY-MM-DD */
  madeOn: string;
  lastUsedOn: string | null;
}

const LONGEST_NAME = 80;

/** @param sql in a session */
export async function readPasskeys(sql: Database): Promise<OwnPasskey[]> {
  return sql<OwnPasskey[]>`
    select id, name, may_open_bundle, is_disabled, made_on::text, last_used_on::text
    from passkey
    where account_id = gate.current_account()
    order by made_on, name, id`;
}

/**
 * @param sql in a session
 * @param name by which the person recognises it
 * @throws Refusal SIGN_IN_AGAIN, TOO_MANY_PASSKEYS, BAD_PASSKEY
 */
export async function addPasskey(
  sql: Database,
  { id, publicKey, counter, transports }: VerifiedPasskey,
  name: string,
): Promise<void> {
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`
      select gate.add_passkey(${id}, ${publicKey}, ${counter}, ${transports}::text[], ${readable(name)}) as refused`,
  );
}

/**
 * From here on the passkey opens the keys as the passphrase does.
 *
 * @param sql in a session
 * @throws Refusal SIGN_IN_AGAIN, NO_SUCH_FACTOR, BAD_BUNDLE
 */
export async function letPasskeyOpen(sql: Database, opener: Opener): Promise<void> {
  if (opener.kind !== 'passkey') throw new Refusal('BAD_BUNDLE', 'This does not open the keys by a passkey.');
  const bundle = await bundleWith(sql, opener, ({ id }) => id === opener.id);
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`select gate.let_passkey_open(${opener.id}, ${bundle}) as refused`,
  );
}

/**
 * @param sql in a session
 * @throws Refusal SIGN_IN_AGAIN, NO_SUCH_FACTOR, LAST_FACTOR
 */
export async function removePasskey(sql: Database, removed: string): Promise<void> {
  const bundle = await bundleWith(sql, null, ({ id, kind }) => kind === 'passkey' && id === removed);
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`select gate.remove_passkey(${removed}, ${bundle}) as refused`,
  );
}

function readable(name: string): string {
  const text = name
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return [...text].slice(0, LONGEST_NAME).join('') || 'Passkey';
}
