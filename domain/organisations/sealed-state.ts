import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { assertCaseworker, isCaseworker } from './caseworker.ts';

/** What a member has put away sealed to the own keys, such as what was begun to write. No server reads it. */
export interface SealedState {
  /** UUID */
  id: string;
  /** From 1, one more with each change. */
  version: number;
  /** An age file as base64url. */
  sealed: string;
}

const KINDS = ['draft'];
const LONGEST_SEALED = 512 * 1024;

/** @param sql in the session of a caseworker; others are shown nothing. @throws Refusal BAD_SEALED_STATE */
export async function readSealedState(sql: Database, kind: string): Promise<SealedState[]> {
  if (!(await isCaseworker(sql))) return [];
  assertKind(kind);
  return sql<SealedState[]>`select id, version, sealed from sealed_state where kind = ${kind} order by id`;
}

/**
 * Puts what a caseworker's browser sealed in the place of what was there.
 *
 * @param sql in a session
 * @param asked.previousVersion of what the browser has read; 0 when there was nothing
 * @param asked.sealed null: it is taken away
 * @throws Refusal NOT_ALLOWED, BAD_ID, BAD_SEALED_STATE; NOT_NEXT when another window was faster, or there are a hundred already
 */
export async function putSealedState(
  sql: Database,
  { id, kind, previousVersion, sealed }: { id: string; kind: string; previousVersion: number; sealed: string | null },
): Promise<SealedState> {
  await assertCaseworker(sql);
  assertKind(kind);
  if (!isUuid(id)) throw new Refusal('BAD_ID', 'This is no id.');
  const isNothing = sealed === null && previousVersion === 0;
  if (isNothing || (sealed !== null && (!/^[A-Za-z0-9_-]+$/.test(sealed) || sealed.length > LONGEST_SEALED)))
    throw bad();
  const [answer] = await sql<{ put: boolean }[]>`
    select gate.put_sealed_state(${id}, ${kind}, ${previousVersion}, ${sealed}) as put`;
  if (answer?.put !== true)
    throw new Refusal('NOT_NEXT', 'It was changed in another window: please load the page anew.');
  return { id, version: previousVersion + 1, sealed: sealed ?? '' };
}

function assertKind(kind: string): void {
  if (!KINDS.includes(kind)) throw bad();
}

function bad(): Refusal {
  return new Refusal('BAD_SEALED_STATE', 'This is nothing that can be put away sealed.');
}
