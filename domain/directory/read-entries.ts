import type { Database } from '#db/client.ts';
import type { EntryKind } from './entry.ts';
import { type ContactPoint, readContactPoints } from './read-contact-points.ts';
import { readEntryKinds } from './read-entry-kinds.ts';
import { type Guidance, readGuidance } from './read-guidance.ts';
import { type Hotline, readHotlines } from './read-hotlines.ts';
import { type Procedure, readProcedures } from './read-procedures.ts';
import { type PromisingPractice, readPromisingPractices } from './read-promising-practices.ts';
import { readServices, type Service } from './read-services.ts';

/** An entry of any kind. */
export type AnyEntry = Hotline | ContactPoint | Service | Procedure | PromisingPractice | Guidance;

const READERS: Record<EntryKind, (sql: Database, selection: { ids: readonly string[] }) => Promise<AnyEntry[]>> = {
  HOTLINE: readHotlines,
  CONTACT_POINT: readContactPoints,
  SERVICE: readServices,
  PROCEDURE: readProcedures,
  PROMISING_PRACTICE: readPromisingPractices,
  GUIDANCE: readGuidance,
};

/** Entries of any kind by id, in no order: one statement for the kinds, one for each kind among them. */
export async function readEntries(sql: Database, ids: readonly string[]): Promise<AnyEntry[]> {
  return readEntriesOfKinds(sql, await readEntryKinds(sql, ids));
}

/** The same where the kinds are known: one statement for each kind. */
export async function readEntriesOfKinds(
  sql: Database,
  wanted: readonly { id: string; kind: EntryKind }[],
): Promise<AnyEntry[]> {
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const byKind = await Promise.all(
    kinds.map((kind) => READERS[kind](sql, { ids: wanted.filter((one) => one.kind === kind).map(({ id }) => id) })),
  );
  return byKind.flat();
}
