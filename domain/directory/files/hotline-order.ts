import type { StateFile } from './state-file.ts';

type Hotline = StateFile['hotlines'][number];

const CHILD_GROUPS = ['children', 'girls', 'boys', 'unaccompanied_children'];

/**
 * The order in which a State's lines are offered. The file's own order is its editors' judgement and stands, except that a
 * line for children alone comes after those for everyone, one that may no longer run after the sure ones, and one for
 * professionals only, or without a known number, last.
 */
export function hotlinesInOrder(hotlines: readonly Hotline[]): Hotline[] {
  return [...hotlines].sort((one, other) => rank(one) - rank(other));
}

function rank({ phones, channels, targetGroups, note }: Hotline): number {
  if (phones.length === 0) return channels.length > 0 ? 5 : 6;
  if (only(targetGroups, ['professionals'])) return 4;
  const unsure = note?.codes.includes('UNCONFIRMED') === true ? 2 : 0;
  return unsure + (only(targetGroups, CHILD_GROUPS) ? 1 : 0);
}

function only(groups: readonly string[], wanted: readonly string[]): boolean {
  return groups.length > 0 && groups.every((group) => wanted.includes(group));
}
