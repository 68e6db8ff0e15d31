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
