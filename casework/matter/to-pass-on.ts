import type { JudgedAct } from './judge.ts';
import type { ListedMatter } from './list.ts';
import { whyNot } from './standing.ts';

/** Somebody else says that the person withdrew, and these do not know it. */
export interface ToPassOn {
  /** UUID of who says so. */
  by: string;
  untold: ListedMatter[];
}

/**
 * Whoever told something about a person passes on that the person withdrew.
 *
 * @param matters of one case
 * @param own UUID of the reader's organisation
 * @returns null when nobody else says so, or nobody is left to be told
 */
export function withdrawalToPassOn(matters: readonly ListedMatter[], own: string): ToPassOn | null {
  const said = matters
    .flatMap(({ matter }) => matter.acts)
    .filter(({ kind, verdict, by }) => kind === 'withdrawn' && verdict === 'counts' && by !== own);
  const last = said.sort((one, other) => (one.receivedHour < other.receivedHour ? -1 : 1)).at(-1);
  if (last === undefined) return null;
  const untold = matters.filter(({ matter }) => isTold(matter.acts, own, last) && mayBeTold(matter.standing, own));
  return untold.length === 0 ? null : { by: last.by, untold };
}

/** Before the person withdrew: what was agreed to afterwards stands. */
function isTold(acts: readonly JudgedAct[], own: string, withdrawal: JudgedAct): boolean {
  return acts.some(
    ({ kind, by, verdict, receivedHour }) =>
      kind === 'referral' && by === own && verdict === 'counts' && receivedHour <= withdrawal.receivedHour,
  );
}

function mayBeTold(standing: ListedMatter['matter']['standing'], own: string): boolean {
  return standing.withdrawn !== 'all' && whyNot(standing, 'withdrawn', own) === null;
}
