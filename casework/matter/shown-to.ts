import type { Scope } from '../consent/scopes.ts';
import type { JudgedAct } from './judge.ts';
import type { Matter } from './matter.ts';
import { withdrawnSince } from './withdrawn-since.ts';

/** What one side may see of an act; what it wrote itself stays to be seen. */
export interface Sight {
  /** `hidden`: its author was not entitled to tell it; `gone`: the person withdrew, or it was recalled. */
  sight: 'shown' | 'hidden' | 'gone';
  /** Of what is shown, the consents that were taken back: what was told under them is not. */
  without: readonly Scope[];
}

/** @param own UUID of the reader's organisation */
export function shownTo(own: string, judged: JudgedAct, { standing, acts }: Pick<Matter, 'standing' | 'acts'>): Sight {
  const { by, kind, verdict, isCovered, hash } = judged;
  if (by === own) return { sight: 'shown', without: [] };
  const isTold = kind === 'referral' || kind === 'info_given' || kind === 'introduced';
  if (isTold && standing.withdrawn === 'all') return { sight: 'gone', without: [] };
  const isRead = isCovered && (verdict === 'counts' || verdict === 'overtaken');
  return { sight: isRead ? 'shown' : 'hidden', without: withdrawnSince(acts, hash) };
}
