import DataLoader from 'dataloader';
import type { Database } from '#db/client.ts';
import type { EntryKind } from '#domain/directory/entry.ts';
import { readContactPoints } from '#domain/directory/read-contact-points.ts';
import { readEntryKinds } from '#domain/directory/read-entry-kinds.ts';
import { readGuidance } from '#domain/directory/read-guidance.ts';
import { readHotlines } from '#domain/directory/read-hotlines.ts';
import { type Mechanism, readMechanisms } from '#domain/directory/read-mechanisms.ts';
import { readProcedures } from '#domain/directory/read-procedures.ts';
import { readPromisingPractices } from '#domain/directory/read-promising-practices.ts';
import { readServices } from '#domain/directory/read-services.ts';
import { readSources, type Source } from '#domain/directory/read-sources.ts';
import { readStates, type State } from '#domain/directory/read-states.ts';
import { readTerms, type Term } from '#domain/directory/read-terms.ts';
import type { AnyEntry } from './any-entry.ts';

/** What every resolver has: the database, and per request one loader for each thing that lists nest. */
export interface GraphqlContext {
  sql: Database;
  load: Loaders;
}

type Loaders = ReturnType<typeof createLoaders>;

export function createContext(sql: Database): GraphqlContext {
  return { sql, load: createLoaders(sql) };
}

function createLoaders(sql: Database) {
  return {
    state: single(
      (codes) => readStates(sql, { codes }),
      (state: State) => state.code,
    ),
    stateById: single(
      (ids) => readStates(sql, { ids }),
      (state: State) => state.id,
    ),
    mechanismOf: single(
      (states) => readMechanisms(sql, states),
      (mechanism: Mechanism) => mechanism.stateCode,
    ),
    source: single(
      (ids) => readSources(sql, ids),
      (source: Source) => source.id,
    ),
    termsOf: grouped(
      (vocabularies) => readTerms(sql, vocabularies),
      (term: Term) => term.vocabulary,
    ),
    hotlinesOf: ofState((states) => readHotlines(sql, { states })),
    contactPointsOf: ofState((states) => readContactPoints(sql, { states })),
    servicesOf: ofState((states) => readServices(sql, { states })),
    proceduresOf: ofState((states) => readProcedures(sql, { states })),
    promisingPracticesOf: ofState((states) => readPromisingPractices(sql, { states })),
    entry: single(
      (ids) => readEntries(sql, ids),
      (entry: AnyEntry) => entry.id,
    ),
  };
}

const READERS: Record<EntryKind, (sql: Database, selection: { ids: readonly string[] }) => Promise<AnyEntry[]>> = {
  HOTLINE: readHotlines,
  CONTACT_POINT: readContactPoints,
  SERVICE: readServices,
  PROCEDURE: readProcedures,
  PROMISING_PRACTICE: readPromisingPractices,
  GUIDANCE: readGuidance,
};

/** Entries of any kind by id: one statement for the kinds, one for each kind among them. */
async function readEntries(sql: Database, ids: readonly string[]): Promise<AnyEntry[]> {
  const kinds = await readEntryKinds(sql, ids);
  const byKind = await Promise.all(
    [...new Set(kinds.map(({ kind }) => kind))].map((kind) =>
      READERS[kind](sql, { ids: kinds.filter((found) => found.kind === kind).map(({ id }) => id) }),
    ),
  );
  return byKind.flat();
}

function single<T>(read: (keys: readonly string[]) => Promise<T[]>, keyOf: (value: T) => string) {
  return new DataLoader<string, T | null>(async (keys) => {
    const found = new Map((await read(keys)).map((value) => [keyOf(value), value]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

function grouped<T>(read: (keys: readonly string[]) => Promise<T[]>, keyOf: (value: T) => string) {
  return new DataLoader<string, T[]>(async (keys) => {
    const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const value of await read(keys)) groups.get(keyOf(value))?.push(value);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

function ofState<T extends { stateCode: string | null }>(read: (states: readonly string[]) => Promise<T[]>) {
  return grouped(read, (entry) => entry.stateCode ?? '');
}
