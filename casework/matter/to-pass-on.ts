import type { Case } from '../case/case.ts';
import { timeOf } from './deadlines.ts';
import type { JudgedAct } from './judge.ts';
import type { ListedMatter } from './list.ts';
import { whyNot } from './standing.ts';

/** Somebody else says that the person withdrew, and these do not know it. */
export interface ToPassOn {
  /** UUID of who says so. */
  by: string;
  /** Hash of the act that says so. */
  withdrawal: string;
  untold: ListedMatter[];
}

/**
 * Whoever told something about a person passes on that the person withdrew. Only those can say so who were told something themselves.
 *
 * @param matters of one case
 * @param stays hashes of withdrawals after which the person wished to stay with the others
 * @param own UUID of the reader's organisation
 * @returns null when nobody else says so, or nobody is left to be told
 */
export function withdrawalToPassOn(
  matters: readonly ListedMatter[],
  stays: readonly string[],
  own: string,
): ToPassOn | null {
  const said = matters
    .filter(({ matter }) => matter.standing.isReferred)
    .flatMap(({ matter }) => matter.acts)
    .filter(
      ({ kind, verdict, by, hash }) =>
        kind === 'withdrawn' && verdict === 'counts' && by !== own && !stays.includes(hash),
    );
  const last = said.sort((one, other) => doneAt(one) - doneAt(other)).at(-1);
  if (last === undefined) return null;
  const untold = matters.filter(({ matter }) => isTold(matter.acts, own, last) && mayBeTold(matter.standing, own));
  return untold.length === 0 ? null : { by: last.by, withdrawal: last.hash, untold };
}

/** @param matters of all cases @returns cases in which somebody is left to be told */
export function casesToPassOn(cases: readonly Case[], matters: readonly ListedMatter[], own: string): Case[] {
  return cases.filter(({ id, stays }) => {
    const ofCase = matters.filter((each) => each.case?.id === id);
    return withdrawalToPassOn(ofCase, stays, own) !== null;
  });
}

/** Before the person withdrew: what was agreed to afterwards stands. */
function isTold(acts: readonly JudgedAct[], own: string, withdrawal: JudgedAct): boolean {
  return acts.some(
    (act) => act.kind === 'referral' && act.by === own && act.verdict === 'counts' && doneAt(act) <= doneAt(withdrawal),
  );
}

function mayBeTold(standing: ListedMatter['matter']['standing'], own: string): boolean {
  return standing.isReferred && whyNot(standing, 'withdrawn', own) === null;
}

function doneAt(act: JudgedAct): number {
  return timeOf(act) ?? 0;
}
