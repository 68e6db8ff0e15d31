import type { ListedMatter } from './list.ts';

/**
 * Who leads a case, as far as its matters say: whoever began it, or took it over from there.
 *
 * @param matters of one case
 * @param own UUID of the reader's organisation
 * @returns UUID of an organisation
 */
export function leadOf(matters: readonly ListedMatter[], own: string): string {
  for (const { matter, introductions } of matters) {
    const { lead } = matter.standing;
    if (lead === null || lead === own) continue;
    return introductions.findLast(({ isLead, isOurs }) => isLead && isOurs)?.to.counterpart ?? lead;
  }
  return own;
}
