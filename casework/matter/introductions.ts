import type { CaseThread } from '../case/case.ts';
import type { Matter } from './matter.ts';

/** That two organisations which both know of a matter may speak with each other directly. */
export interface Introduction {
  /** UUID of who says so. */
  by: string;
  /** Whom the other side of the matter, or the own organisation, may speak with, and in which thread. */
  to: CaseThread;
  /** Whoever says so says that the other one leads the case from now on. */
  isLead: boolean;
  /** Hour in which it was said first. */
  saidAt: string;
  /** The person withdrew since: nobody writes there about the person any more. */
  isOver: boolean;
  /** The own organisation is one of the two: the thread is one of its own. */
  isOurs: boolean;
}

/**
 * Introductions that count. One into a thread in which something was written before is none: nobody brings what two organisations have
 * with each other into a matter of his own.
 *
 * @param own UUID of the reader's organisation
 * @param begunAt hour in which the first event of a thread was stored; null: nothing was written in it
 */
export function introductionsIn(
  { acts, standing }: Pick<Matter, 'acts' | 'standing'>,
  own: string,
  begunAt: (thread: CaseThread) => string | null,
): Introduction[] {
  const known = new Map<string, Introduction>();
  for (const judged of acts) {
    const { act, by, verdict, receivedHour } = judged;
    if (verdict !== 'counts' || act?.kind !== 'introduced') continue;
    const { to: counterpart, thread, isLead } = act.body;
    const to = { counterpart, thread };
    const key = `${counterpart} ${thread}`;
    const before = known.get(key);
    const begun = by === own || before !== undefined ? null : begunAt(to);
    if (begun !== null && begun < receivedHour) continue;
    // Said once more, it says who leads now: the last word stands last.
    known.delete(key);
    const saidAt = before?.saidAt ?? receivedHour;
    known.set(key, { by, to, isLead, saidAt, isOver: standing.withdrawn === 'all', isOurs: by !== own });
  }
  return [...known.values()];
}

/** A matter, and who may speak with whom in it. */
interface Introduced {
  counterpart: string;
  introductions: readonly Introduction[];
}

/**
 * The thread in which two were introduced to each other, or of which one of them was told in this very hour: whoever learns of it later than
 * somebody wrote in it does not take it for an introduction.
 *
 * @param two matters of one case
 * @param hour beginning of the present one (RFC 3339)
 * @returns null when they need a new one
 */
export function threadBetween([one, other]: readonly [Introduced, Introduced], hour: string): string | null {
  const told = toldOf(one, other.counterpart);
  const toldToo = toldOf(other, one.counterpart);
  const both = told.find((each) => toldToo.some((too) => isSame(each, too)));
  return (both ?? [...told, ...toldToo].find(({ saidAt }) => saidAt === hour))?.to.thread ?? null;
}

/**
 * Whether two were introduced to each other, and know who leads.
 *
 * @param two matters of one case
 * @param lead UUID of who leads the case now
 */
export function areIntroduced([one, other]: readonly [Introduced, Introduced], lead: string): boolean {
  const toldToo = toldOf(other, one.counterpart).filter(({ isLead }) => isLead === (one.counterpart === lead));
  return toldOf(one, other.counterpart)
    .filter(({ isLead }) => isLead === (other.counterpart === lead))
    .some((each) => toldToo.some((too) => isSame(each, too)));
}

/** What we told one of another. */
export function toldOf({ introductions }: Introduced, of: string): Introduction[] {
  return introductions.filter(({ to, isOurs }) => !isOurs && to.counterpart === of);
}

function isSame(one: Introduction, other: Introduction): boolean {
  return one.to.thread === other.to.thread && one.saidAt === other.saidAt;
}
