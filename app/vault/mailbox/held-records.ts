import type { StoredEvent } from '#casework/conversation.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import type { Statement } from '#crypto/statement.ts';
import type { CountedMap } from './counted-map.ts';
import { doubts } from './doubts.ts';
import type { MailboxRecord } from './mailbox-record.ts';
import type { KnownSender } from './open-stored.ts';

/** What the envelopes of a mailbox hold, on this device while it is unlocked. */
export interface HeldRecords {
  /** By sender, envelope and what it holds: a node may show two things under one name, and one under two. */
  records: CountedMap<string, MailboxRecord>;
  /** By organisation and envelope: another event under the same name is refused. */
  events: CountedMap<string, StoredEvent>;
  /** Names of those that are known from checkpoints alone, with the hour in which the first of these was stored. */
  keptOnly: Map<string, string>;
}

/** What is known of a sender; null: it is not proved. */
type KnownSenders = (organisation: string) => KnownSender | null;

export function isShown({ refused }: MailboxRecord): boolean {
  return refused === null;
}

export function keyOf({ sender, id, sha256: hash }: Pick<MailboxRecord, 'sender' | 'id' | 'sha256'>): string {
  return `${sender} ${id} ${hash}`;
}

export function nameOf({ sender, envelope }: CaseEvent): string {
  return `${sender} ${envelope}`;
}

/** Takes a record in; it is refused when another event has its name already. */
export function hold(held: HeldRecords, record: MailboxRecord): void {
  const { records, events, keptOnly } = held;
  const { event } = record;
  const name = event === null ? '' : nameOf(event.event);
  const before = events.get(name);
  const isTaken = before !== undefined && before.hash !== event?.hash && !cameBefore(event, keptOnly.get(name));
  const shown = isTaken ? anotherEvent(record) : record;
  records.set(keyOf(record), shown);
  if (shown.event === null) return;
  events.set(name, shown.event);
  keptOnly.delete(name);
  for (const { event: kept } of shown.checkpoint?.kept ?? []) holdKept(held, kept, record.receivedHour);
}

/**
 * When an envelope has gone, its node takes another one under its name: what a checkpoint kept before that stays.
 *
 * @param keptAt hour in which the checkpoint was stored
 */
function holdKept({ records, events, keptOnly }: HeldRecords, kept: StoredEvent, keptAt: string): void {
  const name = nameOf(kept.event);
  const before = events.get(name);
  const since = keptOnly.get(name);
  if (before === undefined) {
    events.set(name, kept);
    keptOnly.set(name, keptAt);
  } else if (before.hash === kept.hash) {
    if (since !== undefined && keptAt < since) keptOnly.set(name, keptAt);
  } else if (since === undefined ? before.receivedHour >= keptAt : isFirst(keptAt, kept, since, before)) {
    for (const [key, record] of since === undefined ? records : []) {
      if (record.event !== null && nameOf(record.event.event) === name) records.set(key, anotherEvent(record));
    }
    events.set(name, kept);
    keptOnly.set(name, keptAt);
  }
}

/** Of two that checkpoints keep under one name the one that was kept first; in the same hour any, but the same one for everybody. */
function isFirst(keptAt: string, kept: StoredEvent, since: string, before: StoredEvent): boolean {
  return keptAt === since ? kept.hash < before.hash : keptAt < since;
}

/** The original of what a checkpoint keeps was stored before it. */
function cameBefore(event: StoredEvent | null, keptAt: string | undefined): boolean {
  return event !== null && keptAt !== undefined && event.receivedHour < keptAt;
}

function anotherEvent(record: MailboxRecord): MailboxRecord {
  return { ...record, event: null, refused: 'ANOTHER_EVENT' };
}

/** All events, with what was learnt since they were opened. */
export function believedEvents(
  { records, events }: HeldRecords,
  statement: Statement,
  knownSender: KnownSenders,
): StoredEvent[] {
  const isDoubtful = doubts(statement, knownSender);
  // What was sealed again to a newer key came twice: it is believed where one of the two is, and came when the first of those did.
  const came = new Map<string, StoredEvent>();
  for (const { event, period } of records.values()) {
    if (event === null) continue;
    const name = nameOf(event.event);
    came.set(name, betterOf({ ...event, isUnproven: isDoubtful(event, period) }, came.get(name)));
  }
  const kept = new Map<string, StoredEvent>();
  const gone = new Map<string, readonly string[]>();
  for (const { event: checkpoint, period, checkpoint: held } of records.values()) {
    if (checkpoint === null || held === undefined) continue;
    const isCheckpointBelieved = !isDoubtful(checkpoint, period);
    if (isCheckpointBelieved)
      for (const { hash, after } of held.gone) gone.set(hash, [...(gone.get(hash) ?? []), ...after]);
    for (const { event, period: first } of held.kept) {
      const name = nameOf(event.event);
      if (events.get(name)?.hash !== event.hash) continue;
      // What came with an envelope of its own stays as it came; what was posted once more afterwards came when it was kept.
      if ((came.get(name)?.receivedHour ?? LATEST) <= checkpoint.receivedHour) continue;
      const isUnproven = !isCheckpointBelieved || isDoubtful(event, first);
      kept.set(name, betterOf({ ...event, isUnproven }, kept.get(name)));
    }
  }
  return [...events].map(([name, event]) => {
    const known = came.get(name) ?? kept.get(name) ?? event;
    return linked(betterOf(known, kept.get(name)), gone);
  });
}

/** After every hour, as texts are ordered. */
const LATEST = '~';

/** Of two copies the one that is believed, and of those the one that says to be the first. */
function betterOf(one: StoredEvent, other: StoredEvent | undefined): StoredEvent {
  if (other === undefined) return one;
  if (one.isUnproven !== other.isUnproven) return one.isUnproven ? other : one;
  return one.receivedHour <= other.receivedHour ? one : other;
}

/** With what it follows through those that are gone. */
function linked(stored: StoredEvent, gone: ReadonlyMap<string, readonly string[]>): StoredEvent {
  const follows = stored.event.after.flatMap((hash) => gone.get(hash) ?? []);
  return follows.length === 0 ? stored : { ...stored, follows };
}

/** When everything was stored last in an envelope that is believed, and whose key opened it first. */
export function storedIn({ records }: HeldRecords, statement: Statement, knownSender: KnownSenders) {
  const isDoubtful = doubts(statement, knownSender);
  /** By hash of an event, or wording of one in a checkpoint. */
  const last = new Map<string, string>();
  const periods = new Map<string, string>();
  const gone = new Map<string, readonly string[]>();
  const lastGone = new Map<string, string>();
  const store = (what: string, receivedHour: string) => {
    if ((last.get(what) ?? '') < receivedHour) last.set(what, receivedHour);
  };
  for (const { event, period, checkpoint, receivedHour } of records.values()) {
    if (event === null || isDoubtful(event, period)) continue;
    store(event.hash, receivedHour);
    periods.set(event.hash, period);
    for (const each of checkpoint?.gone ?? []) {
      if ((lastGone.get(each.hash) ?? '') < receivedHour) lastGone.set(each.hash, receivedHour);
      gone.set(each.hash, [...(gone.get(each.hash) ?? []), ...each.after]);
    }
    for (const wording of checkpoint?.holds ?? []) store(wording, receivedHour);
    for (const kept of checkpoint?.kept ?? []) {
      if (!periods.has(kept.event.hash)) periods.set(kept.event.hash, kept.period);
    }
  }
  return {
    gone,
    lastStored: (what: string) => last.get(what) ?? null,
    lastGone: (hash: string) => lastGone.get(hash) ?? null,
    periodOf: ({ hash }: StoredEvent) => periods.get(hash) ?? null,
  };
}
