import type { Case, CaseThread } from '../case/case.ts';
import { threadKey, threadOf } from '../case-thread.ts';
import { counterpartOf, type StoredEvent } from '../conversation.ts';
import { groupBy } from '../group-by.ts';
import { isActKind } from './acts.ts';
import { type Introduction, introductionsIn } from './introductions.ts';
import { type Matter, reduce } from './matter.ts';

/** A matter as lists show it. */
export interface ListedMatter extends CaseThread {
  /** Of the own organisation; null for a matter that somebody else began and nobody here has named. */
  case: Pick<Case, 'id' | 'label'> | null;
  matter: Matter;
  /** In which the node stored the last of it, words included. */
  lastHour: string;
  /** Whom the two sides of this matter may speak with directly. */
  introductions: Introduction[];
}

export interface Reader {
  /** UUID of the reader's organisation. */
  own: string;
  /** Envelopes of our own of which the node has no receipt yet. */
  undelivered: ReadonlySet<string>;
}

/** Threads in which somebody asks for help or is asked for it; those with words alone are conversations. */
export function listMatters(
  events: readonly StoredEvent[],
  cases: ReadonlyMap<string, Case>,
  reader: Reader,
  now: Date,
): ListedMatter[] {
  const named = new Map(
    [...cases.values()].flatMap((each) => each.threads.map((thread) => [threadKey(thread), each] as const)),
  );
  const withOthers = events.filter((each) => counterpartOf(reader.own, each) !== reader.own);
  const threads = groupBy(withOthers, (each) => threadKey(threadOf(reader.own, each)));
  const begun = new Map(
    threads.flatMap((inThread) => {
      const [first] = inThread;
      if (first === undefined) return [];
      const hours = inThread.map(({ receivedHour }) => receivedHour);
      return [[threadKey(threadOf(reader.own, first)), hours.reduce((one, other) => (one < other ? one : other))]];
    }),
  );
  return threads
    .filter((inThread) => inThread.some(({ event }) => isActKind(event.kind)))
    .flatMap((inThread) => {
      const [first] = inThread;
      if (first === undefined) return [];
      const thread = threadOf(reader.own, first);
      const known = named.get(threadKey(thread));
      const setting = {
        own: reader.own,
        counterpart: thread.counterpart,
        undelivered: reader.undelivered,
      };
      const matter = reduce(inThread, setting, now);
      return [
        {
          ...thread,
          case: known === undefined ? null : { id: known.id, label: known.label },
          matter,
          lastHour: inThread
            .map(({ receivedHour }) => receivedHour)
            .reduce((one, other) => (one > other ? one : other)),
          introductions: introductionsIn(matter, reader.own, (between) => begun.get(threadKey(between)) ?? null),
        },
      ];
    });
}
