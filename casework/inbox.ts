import { type Conversation, converse, counterpartOf, type StoredEvent } from './conversation.ts';
import { groupBy } from './group-by.ts';
import type { Message } from './message.ts';
import { type Team, teamsOf } from './team.ts';

/** A conversation as the list shows it. */
export interface ListedConversation {
  thread: string;
  /** UUID of the other organisation. */
  counterpart: string;
  /** The beginning of the last words, or the names of files that came without any. */
  last: string;
  /** As its author says; empty when nothing can be shown. */
  lastAt: string;
  /** Then it is the other side's turn. */
  lastIsOurs: boolean;
  /** Whether they say to have opened our last words. */
  isLastOpened: boolean;
  /** Messages that nobody of the own organisation has had before the eyes. */
  unopened: number;
  hasGaps: boolean;
  team: Team | null;
}

/** In signs. */
const LONGEST_GLIMPSE = 120;

/** @param own UUID of the reader's organisation @returns the newest first */
export function listConversations(own: string, events: readonly StoredEvent[]): ListedConversation[] {
  return listed(own, events, conversationsOf(own, events));
}

/** Those in which every word is found, in messages or names of files. Accents and capitals do not matter. */
export function searchConversations(own: string, events: readonly StoredEvent[], words: string): ListedConversation[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const found = conversationsOf(own, events).filter((conversation) => {
    const text = folded(textOf(conversation));
    return wanted.length > 0 && wanted.every((word) => text.includes(word));
  });
  return listed(own, events, found);
}

/** What the own organisation has not yet said to have opened, by envelope. */
export interface Unacknowledged {
  messages: string[];
  /** Marks of the other side: no mark of ours names them, so those count that came after our last ones. */
  marks: string[];
}

export function unacknowledged(own: string, inThread: readonly StoredEvent[]): Unacknowledged {
  const { entries } = converse(own, inThread);
  const ours = inThread.filter(({ event }) => event.sender === own && event.kind === 'opened');
  const before = pastOf(ours, inThread);
  const marks = inThread.filter(
    ({ hash, event }) => event.sender !== own && event.kind === 'opened' && !before.has(hash),
  );
  return {
    messages: entries
      .filter(({ sender, openedAt }) => sender !== own && openedAt === null)
      .map((each) => each.envelope),
    marks: marks.map(({ event }) => event.envelope),
  };
}

/** Hashes of all that was read when these were written. */
function pastOf(written: readonly StoredEvent[], inThread: readonly StoredEvent[]): Set<string> {
  const after = new Map(inThread.map(({ hash, event }) => [hash, event.after]));
  const past = new Set<string>();
  const left = written.flatMap(({ event }) => event.after);
  for (let hash = left.pop(); hash !== undefined; hash = left.pop()) {
    if (past.has(hash)) continue;
    past.add(hash);
    left.push(...(after.get(hash) ?? []));
  }
  return past;
}

function conversationsOf(own: string, events: readonly StoredEvent[]): Conversation[] {
  const withOthers = events.filter((each) => counterpartOf(own, each) !== own);
  return groupBy(withOthers, (each) => `${counterpartOf(own, each)} ${each.event.thread}`).map((group) =>
    converse(own, group),
  );
}

function listed(
  own: string,
  events: readonly StoredEvent[],
  conversations: readonly Conversation[],
): ListedConversation[] {
  const teams = teamsOf(own, events);
  return conversations
    .map(({ thread, counterpart, entries, gaps }) => {
      const last = entries.at(-1);
      return {
        thread,
        counterpart,
        last: glimpseOf(last?.message ?? null),
        lastAt: last?.at ?? '',
        lastIsOurs: last?.sender === own,
        isLastOpened: last != null && last.openedAt !== null,
        unopened: entries.filter(({ sender, openedAt }) => sender !== own && openedAt === null).length,
        hasGaps: gaps.length > 0,
        team: teams.get(thread) ?? null,
      };
    })
    .sort((one, other) => byText(other.lastAt, one.lastAt) || byText(one.thread, other.thread));
}

/** The names of the files where nothing else was said. */
function glimpseOf(message: Message | null): string {
  const names = message?.attachments.map(({ name }) => name) ?? [];
  return (message?.text || names.join(', ')).slice(0, LONGEST_GLIMPSE);
}

function textOf({ entries }: Conversation): string {
  return entries
    .flatMap(({ message }) => [message?.text ?? '', ...(message?.attachments ?? []).map(({ name }) => name)])
    .join('\n');
}

function folded(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
