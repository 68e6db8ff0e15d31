import type { Scope } from '../consent/scopes.ts';
import type { JudgedAct } from './judge.ts';

/**
 * What of an act may not be used any more because the person took it back afterwards.
 *
 * @param acts of the matter, in their order
 * @returns scopes; the withdrawal of everything is not among them
 */
export function withdrawnSince(acts: readonly JudgedAct[], hash: string): Scope[] {
  const later = acts.slice(acts.findIndex((each) => each.hash === hash) + 1);
  return later.flatMap(({ act, verdict }) =>
    act?.kind === 'partly_withdrawn' && verdict === 'counts' ? act.body.scopes : [],
  );
}
