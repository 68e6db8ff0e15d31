import type { ListedMatter } from './list.ts';
import { isOver } from './over.ts';

/**
 * Who leads a case, as far as its matters say: whoever began it, or took it over from there. What we began is ours until we have given it
 * away, whatever others say. What is over binds nobody, but for what was given away and closed by us: whoever took it goes on.
 *
 * @param matters of one case
 * @param own UUID of the reader's organisation
 * @returns UUID of an organisation
 */
export function leadOf(matters: readonly ListedMatter[], own: string): string {
  const led = matters.filter(({ matter }) => {
    const { standing, acts } = matter;
    if (standing.lead === null || standing.lead === own) return false;
    const closedBy = acts.findLast(({ kind, verdict }) => kind === 'closed' && verdict === 'counts')?.by;
    const isHandedOn = standing.isLeadTaken && standing.withdrawn !== 'all' && closedBy === own;
    if (isOver(standing) && !isHandedOn) return false;
    const isOpenedByUs = acts.some(({ kind, by }) => by === own && (kind === 'enquiry' || kind === 'referral'));
    return !isOpenedByUs || standing.isLeadTaken;
  });
  const last = led.sort((one, other) => ledSince(one).localeCompare(ledSince(other))).at(-1);
  if (last === undefined) return own;
  const moved = last.introductions.findLast(({ isLead, isOurs }) => isLead && isOurs);
  return moved?.to.counterpart ?? last.matter.standing.lead ?? own;
}

/**
 * Whether the lead can be offered in a matter: we have it in the whole case, and asked nobody else to take it.
 *
 * @param matters of all cases
 */
export function isLeadOursToOffer(listed: ListedMatter, matters: readonly ListedMatter[], own: string): boolean {
  const ofCase = listed.case === null ? [listed] : matters.filter((each) => each.case?.id === listed.case?.id);
  const isAskedElsewhere = ofCase.some(
    ({ counterpart, thread, matter }) =>
      matter.standing.leadOffer?.by === own && (counterpart !== listed.counterpart || thread !== listed.thread),
  );
  return !isAskedElsewhere && leadOf(ofCase, own) === own;
}

/** When the lead was taken last, or the person's matter was told; in the same hour any order, but the same one for everybody. */
function ledSince({ matter }: ListedMatter): string {
  const counting = matter.acts.filter(({ verdict }) => verdict === 'counts');
  const taken = counting.findLast(({ kind }) => kind === 'lead_taken');
  const since = taken ?? counting.find(({ kind }) => kind === 'referral');
  return since === undefined ? '' : `${since.receivedHour} ${since.hash}`;
}
