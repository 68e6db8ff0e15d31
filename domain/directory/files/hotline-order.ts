import type { StateFile } from './state-file.ts';

type Hotline = StateFile['hotlines'][number];

/**
 * The order in which a State's lines are offered: first those made for trafficked people, the better documented before the
 * older, then other lines likewise; a line that may no longer run after all of these; one for professionals only, and one
 * without a known number, last. Inside a rank the file's own order stands.
 */
export function hotlinesInOrder(hotlines: readonly Hotline[]): Hotline[] {
  return [...hotlines].sort((one, other) => rank(one) - rank(other));
}

function rank(hotline: Hotline): number {
  if (hotline.phones.length === 0) return hotline.channels.length > 0 ? 9 : 10;
  if (hotline.targetGroups.length === 1 && hotline.targetGroups[0] === 'professionals') return 8;
  const codes = hotline.note?.codes ?? [];
  const unsure = codes.includes('UNCONFIRMED') ? 4 : 0;
  const elsewhere = hotline.scope === 'trafficking' ? 0 : 2;
  return unsure + elsewhere + (codes.includes('OLD') ? 1 : 0);
}
