import { type Seen, seenByBoth } from '#crypto/verify/seen.ts';
import type { StoredEvent } from './conversation.ts';
import { type Gap, order } from './order.ts';
import {
  type Channel,
  type KeyComparedBody,
  type RootComparedBody,
  readKeyCompared,
  readRootCompared,
  readSeen,
  readSetAside,
  type SeenBody,
} from './trust-events.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** Who wrote what stands in the record, and when. */
export interface Written {
  /** SHA-256 of its event: by this it is set aside. */
  hash: string;
  /** Numbers of members. */
  by: number[];
  /** RFC 3339, UTC, as its author says. */
  at: string;
  /** Members who want it not to count, and are too few as yet. */
  doubtedBy: number[];
}

/** Who compared words when, and how. */
export interface Comparison extends Written {
  channel: Channel;
}

export interface KnownOrganisation {
  /** Code of the State that vouched for it. */
  state: string;
  known: Seen['organisation'];
  /** In the order of the record. */
  comparisons: (Comparison & { enrolmentKey: string })[];
}

export interface KnownState {
  known: Seen['state'];
  /** A root that was compared, as JSON text: from it the State is proved. What was compared before its place counts no more. */
  pin: { root: string; place: number } | null;
  /** SHA-256 of the registry's root that two members set aside in favour of the pin. */
  setAside: string | null;
  comparisons: (Comparison & Pick<RootComparedBody, 'root' | 'registryRoot'>)[];
}

/** What the members of an organisation have seen and compared, so that no node can lead any of them back. */
export interface TrustRecord {
  registry: Seen['registry'];
  /** By UUID. */
  organisations: Map<string, KnownOrganisation>;
  /** By code. */
  states: Map<string, KnownState>;
  /** What members have seen of organisations when they sealed something, in the order of the record. */
  sightings: (Written & Pick<SeenBody, 'organisation'>)[];
  /** Of the thread in which it stands: two devices that know the same record have the same. */
  heads: string[];
  /** What is certain to exist and was not shown. */
  gaps: Gap[];
}

/** So many members take the place of a pinned root, stand against the registry, and set aside what a colleague wrote. */
export const MEMBERS_NEEDED = 2;

/** @param ownThread all that an organisation wrote to itself in one thread */
export function trustRecord(ownThread: readonly StoredEvent[]): TrustRecord {
  const { events, heads, gaps } = order(ownThread);
  const record: TrustRecord = {
    registry: null,
    organisations: new Map(),
    states: new Map(),
    sightings: [],
    heads,
    gaps,
  };
  const doubts = doubtsIn(events);
  for (const { event, hash, signers, isUnproven } of events) {
    const doubtedBy = doubts.get(hash) ?? [];
    if (isUnproven || isSetAside({ kind: event.kind, by: signers, doubtedBy })) continue;
    const written = { hash, by: signers, at: event.at, doubtedBy };
    const take = TAKEN_IN.get(event.kind);
    unlessMalformed(() => take?.(record, event.body, written));
  }
  return record;
}

/** Which members want which event not to count, by its hash. */
function doubtsIn(events: readonly StoredEvent[]): Map<string, number[]> {
  const doubts = new Map<string, number[]>();
  for (const { event, signers, isUnproven } of events) {
    if (isUnproven || event.kind !== 'set_aside') continue;
    unlessMalformed(() => {
      const { event: hash } = readSetAside(event.body);
      doubts.set(hash, [...new Set([...(doubts.get(hash) ?? []), ...signers])]);
    });
  }
  return doubts;
}

/**
 * Whoever compared takes it back alone, and it is as if it had not been made; what a colleague compared, and whatever somebody has
 * seen, two members set aside.
 */
function isSetAside({ kind, by, doubtedBy }: { kind: string } & Pick<Written, 'by' | 'doubtedBy'>): boolean {
  const isTakenBack = kind !== 'seen' && by.every((member) => doubtedBy.includes(member));
  return isTakenBack || doubtedBy.length >= MEMBERS_NEEDED;
}

/** What is recorded of one organisation and its State. @param state when nothing is recorded */
export function recordedSeen(record: TrustRecord, organisation: string, state: string): Seen {
  const known = record.organisations.get(organisation);
  return {
    registry: record.registry,
    state: record.states.get(known?.state ?? state)?.known ?? null,
    organisation: known?.known ?? null,
  };
}

/** Kinds of events that belong to the record. */
const TAKEN_IN = new Map<string, (record: TrustRecord, body: unknown, by: Written) => void>([
  ['seen', (record, body, by) => takeInSeen(record, readSeen(body), by)],
  ['key_compared', (record, body, by) => takeInKey(record, readKeyCompared(body), by)],
  ['root_compared', (record, body, by) => takeInRoot(record, readRootCompared(body), by)],
]);

/** A key in the record gives way only to one that was compared; whether an old key signed a new one, each proof finds out by itself. */
function takeInSeen(record: TrustRecord, { organisation, state: code, seen }: SeenBody, by: Written): void {
  record.sightings.push({ ...by, organisation });
  const known = organisationIn(record, organisation, code);
  if (known.state !== code) return;
  const state = stateIn(record, code);
  const before = { registry: record.registry, state: state.known, organisation: known.known };
  const after = seenByBoth(before, seen);
  record.registry = after.registry;
  state.known = after.state;
  known.known = after.organisation;
}

function takeInKey(
  record: TrustRecord,
  { organisation, state, enrolmentKey, channel }: KeyComparedBody,
  by: Written,
): void {
  const known = organisationIn(record, organisation, state);
  known.state = state;
  known.comparisons.push({ ...by, channel, enrolmentKey });
  if (known.known?.enrolmentKey !== enrolmentKey) known.known = { enrolmentKey, statement: null };
}

function takeInRoot(
  record: TrustRecord,
  { state: code, root, registryRoot, channel }: RootComparedBody,
  by: Written,
): void {
  const state = stateIn(record, code);
  state.comparisons.push({ ...by, channel, root, registryRoot });
  const sincePinned = state.comparisons.slice(state.pin?.place ?? 0);
  const compared = (against: (each: KnownState['comparisons'][number]) => boolean) =>
    new Set(sincePinned.filter((each) => each.root === root && against(each)).flatMap((each) => each.by));
  const place = state.comparisons.length - 1;
  if (state.pin === null) state.pin = { root, place };
  if (state.pin.root !== root && compared(() => true).size >= MEMBERS_NEEDED) {
    state.pin = { root, place };
    state.known = null;
    state.setAside = null;
  }
  const setAside = state.pin.root === root && registryRoot !== null;
  if (setAside && compared((each) => each.registryRoot === registryRoot).size >= MEMBERS_NEEDED)
    state.setAside = registryRoot;
}

function organisationIn({ organisations }: TrustRecord, id: string, state: string): KnownOrganisation {
  const known = organisations.get(id) ?? { state, known: null, comparisons: [] };
  organisations.set(id, known);
  return known;
}

function stateIn({ states }: TrustRecord, code: string): KnownState {
  const known = states.get(code) ?? { known: null, pin: null, setAside: null, comparisons: [] };
  states.set(code, known);
  return known;
}
