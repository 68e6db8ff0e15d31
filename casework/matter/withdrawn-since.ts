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
  const place = acts.findIndex((each) => each.hash === hash);
  const told = acts[place]?.act ?? null;
  if (told === null) return [];
  const since = partlySince(acts, place);
  return scopesTold(told).filter((scope) => since.includes(scope));
}

function partlySince(acts: readonly JudgedAct[], place: number): Scope[] {
  return acts
    .slice(place + 1)
    .flatMap(({ act, verdict }) => (act?.kind === 'partly_withdrawn' && verdict === 'counts' ? act.body.scopes : []));
}

/**
 * What of the consents that an act names does not hold any more.
 *
 * @param agreed scopes that it names
 */
export function takenBackOf(
  { acts, standing }: Pick<Matter, 'acts' | 'standing'>,
  hash: string,
  agreed: readonly Scope[],
): readonly Scope[] {
  if (standing.withdrawn === 'all') return agreed;
  const since = partlySince(
    acts,
    acts.findIndex((each) => each.hash === hash),
  );
  return agreed.filter((scope) => since.includes(scope));
}
