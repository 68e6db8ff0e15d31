import type { Agreed } from '../consent/consent.ts';
import type { Scope } from '../consent/scopes.ts';
import type { JudgedAct } from './judge.ts';
import type { Matter } from './matter.ts';
import { scopesTold } from './told.ts';

/**
 * What an act tells that the person took back afterwards: it is neither shown nor used any more.
 *
 * @param acts of the matter, in their order
 * @returns scopes; the withdrawal of everything is not among them
 */
export function withdrawnSince(acts: readonly JudgedAct[], hash: string): Scope[] {
  const told = acts.find((each) => each.hash === hash)?.act ?? null;
  if (told === null) return [];
  const since = partlySince(acts, hash);
  return scopesTold(told).filter((scope) => since.includes(scope));
}

/**
 * What of the consents that an act names does not hold any more.
 *
 * @param agreed as the act names them
 */
export function takenBackOf(
  { acts, standing }: Pick<Matter, 'acts' | 'standing'>,
  hash: string,
  agreed: readonly Agreed[],
): Scope[] {
  const since = partlySince(acts, hash);
  return agreed.map(({ scope }) => scope).filter((scope) => standing.withdrawn === 'all' || since.includes(scope));
}

function partlySince(acts: readonly JudgedAct[], hash: string): Scope[] {
  return acts
    .slice(acts.findIndex((each) => each.hash === hash) + 1)
    .flatMap(({ act, verdict }) => (act?.kind === 'partly_withdrawn' && verdict === 'counts' ? act.body.scopes : []));
}
