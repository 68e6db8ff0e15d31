import DataLoader from 'dataloader';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import type { Database } from '#db/client.ts';
import type { Pools } from '#db/pools.ts';
import type { SignInNode } from '#domain/accounts/node.ts';
import { readContactPoints } from '#domain/directory/read-contact-points.ts';
import { type CoverageCount, readCoverage } from '#domain/directory/read-coverage.ts';
import { type AnyEntry, readEntries } from '#domain/directory/read-entries.ts';
import { readHotlines } from '#domain/directory/read-hotlines.ts';
import { type Mechanism, readMechanisms } from '#domain/directory/read-mechanisms.ts';
import { readProcedures } from '#domain/directory/read-procedures.ts';
import { readPromisingPractices } from '#domain/directory/read-promising-practices.ts';
import { readServices } from '#domain/directory/read-services.ts';
import { readSources, type Source } from '#domain/directory/read-sources.ts';
import { readStates, type State } from '#domain/directory/read-states.ts';
import { readTerms, type Term } from '#domain/directory/read-terms.ts';
import type { MailboxWatch } from '#domain/mailbox/mailbox-watch.ts';
import { type EntryOrganisation, readOrganisationsOfEntries } from '#domain/organisations/entries.ts';

/** What every resolver has: the database, and per request one loader for each thing that lists nest. */
export interface GraphqlContext extends Pools {
  load: Loaders;
  /** Null where the public pages or other websites ask: they know nobody. */
  asker: Asker | null;
}

/** Whoever sent the question, as far as the portal is concerned. */
export interface Asker {
  /** The token of the session; null without one. */
  token: string | null;
  /** Network address, for counting tries. */
  address: string;
  /** Gives the browser another token, or takes it away. */
  setToken(token: string | null): void;
  /** What the node keeps outside the database. */
  keeps: NodeKeeps;
}

export interface NodeKeeps extends SignInNode {
  /** Signs receipts. */
  nodeKey: SigningKeyPair;
  mailboxes: MailboxWatch;
  facts: NodeFacts;
}

/** What the node knows of itself. */
export interface NodeFacts {
  softwareVersion: string;
  sendsMail: boolean;
  /** Each problem of the directory's files, in words. */
  refusedFiles(): readonly string[];
}

type Loaders = ReturnType<typeof createLoaders>;

export function createContext({ sql, search }: Pools, asker: Asker | null = null): GraphqlContext {
  return { sql, search, load: createLoaders(sql), asker };
}

function createLoaders(sql: Database) {
  return {
    allStates: once(() => readStates(sql, 'all')),
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
    coverageOf: grouped(
      (states) => readCoverage(sql, states),
      (count: CoverageCount) => count.stateCode,
    ),
    entry: single(
      (ids) => readEntries(sql, ids),
      (entry: AnyEntry) => entry.id,
    ),
    organisationOfEntry: single(
      (entryIds) => readOrganisationsOfEntries(sql, entryIds),
      (organisation: EntryOrganisation) => organisation.entryId,
    ),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= read();
    return answer;
  };
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
