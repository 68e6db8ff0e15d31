import { isSignedKeyChange } from '#crypto/key-change.ts';
import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Statement } from '#crypto/statement.ts';
import type { Database } from '#db/client.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { assertAdministrator, notAdministrator } from './administrator.ts';
import { keptStatement } from './kept-statement.ts';
import { notNext, verifiedNext } from './next-statement.ts';
import type { Organisation } from './organisation.ts';
import { readOwnOrganisation } from './own-organisation.ts';
import { assertSealedKeys } from './sealed-keys.ts';

/** A new enrolment key that waits for the State, or for the first statement under it. */
export interface OpenKeyChange {
  /** The new key: Ed25519, base64url. */
  toKey: string;
  /** JWS by the key of now. */
  change: string;
  /** YYYY-MM-DD */
  begunOn: string;
  /** Whether the State has signed the new key. */
  isTakenUp: boolean;
}

/**
 * The changes by which the first enrolment key of one's organisation leads to the one of now.
 *
 * @param sql in a session
 * @returns JWS, the oldest first
 */
export async function readKeyChanges(sql: Database): Promise<string[]> {
  const changes = await sql<{ change: string }[]>`
    select change from enrolment_key_change
    where organisation_id = gate.current_organisation()
      and completed_on is not null
    order by number`;
  return changes.map(({ change }) => change);
}

/**
 * @param sql in a session: row security shows it to the organisation, and to whoever decides over it
 * @param organisationId UUID
 */
export async function readOpenKeyChange(sql: Database, organisationId: string): Promise<OpenKeyChange | null> {
  const [open] = await sql<OpenKeyChange[]>`
    select to_key, change, begun_on::text, taken_up_on is not null as is_taken_up
    from enrolment_key_change
    where organisation_id = ${organisationId}
      and completed_on is null`;
  return open ?? null;
}

/**
 * Keeps a new enrolment key, sealed to whoever holds the one of now, until the State has signed it.
 *
 * @param sql in a session
 * @param asked.toKey base64url
 * @param asked.change JWS by the key of now
 * @throws Refusal NOT_ALLOWED, BAD_KEY_CHANGE, BAD_SEALED_KEY, KEY_CHANGE_OPEN
 */
export async function beginKeyChange(
  sql: Database,
  asked: { toKey: string; change: string; sealedKeys: readonly SealedKey[] },
): Promise<void> {
  const own = await ownOfAdministrator(sql);
  if (own.standing !== 'active') {
    throw new Refusal('NOT_ALLOWED', 'Only an organisation that was accepted changes its enrolment key.');
  }
  const { toKey, change } = asked;
  if (!(await isSignedKeyChange(change, { organisation: own.id, from: own.enrolmentKey, to: toKey }))) {
    throw new Refusal('BAD_KEY_CHANGE', 'The enrolment key of now did not sign the new one.');
  }
  const sealedKeys = sealedToHolders('next_enrolment', asked.sealedKeys, keptStatement(own.statement));
  const [answer] = await sql<{ refused: RefusalCode | null }[]>`
    select gate.begin_key_change(${toKey}, ${change}, ${sql.json(sealedKeys as never)}) as refused`;
  if (answer?.refused == null) return;
  throw new Refusal(answer.refused, REFUSED[answer.refused] ?? 'This change of keys cannot begin.');
}

/** @param sql in a session @throws Refusal NOT_ALLOWED, NO_KEY_CHANGE also when the State has signed the new key already */
export async function withdrawKeyChange(sql: Database): Promise<void> {
  await assertAdministrator(sql);
  const [answer] = await sql<{ done: boolean }[]>`select gate.withdraw_key_change() as done`;
  if (answer?.done !== true) {
    throw new Refusal('NO_KEY_CHANGE', 'There is no change of the enrolment key that could be withdrawn.');
  }
}

/**
 * Takes in the first statement of the new enrolment key: from here on it is the organisation's.
 *
 * @param sql in a session
 * @param asked.sealedKeys the new key, to every administrator and the kit
 * @throws Refusal NOT_ALLOWED, NO_KEY_CHANGE before the State has signed it; BAD_STATEMENT, NOT_NEXT, BAD_SEALED_KEY, BAD_KIT
 */
export async function completeKeyChange(
  sql: Database,
  asked: { statement: string; sealedKeys: readonly SealedKey[] },
): Promise<void> {
  const own = await ownOfAdministrator(sql);
  const open = await readOpenKeyChange(sql, own.id);
  if (open?.isTakenUp !== true) {
    throw new Refusal('NO_KEY_CHANGE', 'The State has not signed a new enrolment key of your organisation.');
  }
  const before = { ...own, organisationId: own.id, enrolmentKey: open.toKey };
  const next = await verifiedNext(before, { ...asked, newcomers: [] });
  if (next.hasNewKit) throw new Refusal('BAD_KIT', 'A change of the enrolment key names no new kit.');
  const sealedKeys = sealedToHolders('enrolment', next.sealedKeys, keptStatement(asked.statement));
  const [answer] = await sql<{ taken: boolean }[]>`
    select gate.complete_key_change(
      ${next.previousVersion}, ${next.version}, ${asked.statement}, ${sql.json(next.members as never)},
      ${sql.json(sealedKeys as never)}
    ) as taken`;
  if (answer?.taken !== true)
    throw notNext('Another administrator was faster: please look at what changed and try again.');
}

const REFUSED: Partial<Record<RefusalCode, string>> = {
  NOT_ALLOWED: notAdministrator().message,
  KEY_CHANGE_OPEN: 'A change of the enrolment key is under way already.',
  BAD_KEY_CHANGE: 'The new enrolment key was used before.',
};

async function ownOfAdministrator(sql: Database): Promise<Organisation> {
  await assertAdministrator(sql);
  const own = await readOwnOrganisation(sql);
  if (own === null) throw notAdministrator();
  return own;
}

/** Nobody may lose the key by its change: it comes to each administrator and to the kit, and nothing else does. */
function sealedToHolders(
  key: 'enrolment' | 'next_enrolment',
  sealedKeys: readonly SealedKey[],
  statement: Statement,
): readonly SealedKey[] {
  const holders = statement.members
    .filter(({ revoked, roles }) => revoked === null && roles.includes('administrator'))
    .map(({ number }): number | null => number);
  if (statement.recoveryKit !== null) holders.push(null);
  const isComplete =
    sealedKeys.length === holders.length &&
    holders.every((holder) => sealedKeys.some((sealed) => sealed.key === key && sealed.member === holder));
  if (!isComplete) {
    throw new Refusal('BAD_SEALED_KEY', 'The new enrolment key is sealed to every administrator and to the kit.');
  }
  return assertSealedKeys(sealedKeys, statement);
}
