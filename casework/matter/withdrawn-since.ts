import type { Scope } from '../consent/scopes.ts';
import type { JudgedAct } from './judge.ts';
import { scopesTold } from './told.ts';

/**
 * What an act tells that the person took back afterwards: it is neither shown nor used any more.
 *
 * @param acts of the matter, in their order
 * @returns scopes; the withdrawal of everything is not among them
 */
export function withdrawnSince(acts: readonly JudgedAct[], hash: string): Scope[] {
  const place = acts.findIndex((each) => each.hash === hash);
  const told = acts[place]?.act ?? null;
  if (told === null) return [];
  const takenBack = acts
    .slice(place + 1)
    .flatMap(({ act, verdict }) => (act?.kind === 'partly_withdrawn' && verdict === 'counts' ? act.body.scopes : []));
  return scopesTold(told).filter((scope) => takenBack.includes(scope));
}
