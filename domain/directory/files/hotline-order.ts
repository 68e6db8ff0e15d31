import type { StateFile } from './state-file.ts';

type Hotline = StateFile['hotlines'][number];

/**
 * The order in which a State's lines are offered: first those made for trafficked people that can be relied on; a line
 * that may no longer run after the sure ones; one for professionals only, and one without a known number, last. Inside a rank
 * the file's own order stands.
 */
export function hotlinesInOrder(hotlines: readonly Hotline[]): Hotline[] {
  return [...hotlines].sort((one, other) => rank(one) - rank(other));
}

function rank(hotline: Hotline): number {
  if (hotline.phones.length === 0) return hotline.channels.length > 0 ? 6 : 8;
  if (hotline.targetGroups.length === 1 && hotline.targetGroups[0] === 'professionals') return 4;
  const unsure = hotline.note?.codes.includes('UNCONFIRMED') === true ? 2 : 0;
  return unsure + (hotline.scope === 'trafficking' ? 0 : 1);
}
