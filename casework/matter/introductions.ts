import type { CaseThread } from '../case/case.ts';
import type { JudgedAct } from './judge.ts';
import type { Matter } from './matter.ts';

/** That two organisations which both know of a matter may speak with each other directly. */
export interface Introduction {
  /** UUID of who says so. */
  by: string;
  /** Whom the other side of the matter, or the own organisation, may speak with, and in which thread. */
  to: CaseThread;
  /** Whoever says so says that the other one leads the case from now on. */
  isLead: boolean;
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
  { acts }: Pick<Matter, 'acts'>,
  own: string,
  begunAt: (thread: CaseThread) => string | null,
): Introduction[] {
  const known = new Map<string, Introduction>();
  for (const judged of acts) {
    const said = introductionOf(judged, own);
    if (said === null) continue;
    const key = `${said.to.counterpart} ${said.to.thread}`;
    const begun = said.isOurs && !known.has(key) ? begunAt(said.to) : null;
    // Said once more, it says who leads now.
    if (begun === null || begun >= judged.receivedHour) known.set(key, said);
  }
  return [...known.values()];
}

function introductionOf({ act, by, verdict }: JudgedAct, own: string): Introduction | null {
  if (verdict !== 'counts' || act?.kind !== 'introduced') return null;
  const { to, thread, isLead } = act.body;
  return { by, to: { counterpart: to, thread }, isLead, isOurs: by !== own };
}
