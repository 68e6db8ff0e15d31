import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** What the members of an organisation share sealed; no server reads it. */
export interface SealedState {
  /** From 1, one more with each change. */
  version: number;
  /** An age file as base64url. */
  sealed: string;
}

const KINDS = ['trust_record'];
const LONGEST_SEALED = 4 * 1024 * 1024;

/** @param sql in the session of a caseworker; others are shown nothing. @throws Refusal BAD_SEALED_STATE */
export async function readSealedState(sql: Database, kind: string): Promise<SealedState[]> {
  if (!(await isCaseworker(sql))) return [];
  assertKind(kind);
  return sql<SealedState[]>`select version, sealed from sealed_state where kind = ${kind}`;
}

/**
 * Puts what a caseworker's browser sealed in the place of what was there.
 *
 * @param sql in a session
 * @param asked.previousVersion of what the browser has read; 0 when there was nothing
 * @throws Refusal NOT_ALLOWED, BAD_SEALED_STATE; NOT_NEXT when a colleague was faster
 */
export async function putSealedState(
  sql: Database,
  { kind, previousVersion, sealed }: { kind: string; previousVersion: number; sealed: string },
): Promise<SealedState> {
  if (!(await isCaseworker(sql))) {
    throw new Refusal('NOT_ALLOWED', 'Only a caseworker of the organisation may do this.');
  }
  assertKind(kind);
  if (!/^[A-Za-z0-9_-]+$/.test(sealed) || sealed.length > LONGEST_SEALED) throw bad();
  const [answer] = await sql<{ put: boolean }[]>`
    select gate.put_sealed_state(${kind}, ${previousVersion}, ${sealed}) as put`;
  if (answer?.put !== true) throw new Refusal('NOT_NEXT', 'A colleague was faster: please try again.');
  return { version: previousVersion + 1, sealed };
}

async function isCaseworker(sql: Database): Promise<boolean> {
  const [caseworker] = await sql<{ isOne: boolean }[]>`select gate.has_role('caseworker') as is_one`;
  return caseworker?.isOne === true;
}

function assertKind(kind: string): void {
  if (!KINDS.includes(kind)) throw bad();
}

function bad(): Refusal {
  return new Refusal('BAD_SEALED_STATE', 'This is nothing that an organisation keeps sealed.');
}
