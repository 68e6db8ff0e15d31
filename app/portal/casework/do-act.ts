import { vault } from '#app/vault/vault.ts';
import type { Case, CaseThread } from '#casework/case/case.ts';
import { type Agreed, inForce } from '#casework/consent/consent.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import type { ActKind } from '#casework/matter/acts.ts';
import { isLeadOursToOffer } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { AT_FIRST, whyNot } from '#casework/matter/standing.ts';
import { PortalRefusal } from '../ask.ts';
import { send } from '../mailbox/send.ts';

/**
 * Does something in a matter, if it can still be done by what the vault knows now: a colleague may have been quicker.
 *
 * @param when as of `send`
 * @throws PortalRefusal NOT_OPEN_NOW, CONSENT_LAPSED and as `send`
 */
export async function doAct(
  { counterpart, thread, kind, body }: CaseThread & { kind: ActKind; body: unknown },
  own: string,
  when: Parameters<typeof send>[2] = {},
): Promise<void> {
  const matters = await vault().listMatters(new Date());
  const listed = matters.find((each) => each.counterpart === counterpart && each.thread === thread);
  // In a thread in which nothing was done yet, something begins.
  if (whyNot(listed?.matter.standing ?? AT_FIRST, kind, own) !== null) throw new PortalRefusal('NOT_OPEN_NOW');
  const isOffer = kind === 'lead_offered' && listed !== undefined;
  if (isOffer && !isLeadOursToOffer(listed, matters, own)) throw new PortalRefusal('NOT_OPEN_NOW');
  await send({ receiver: counterpart, thread, kind, body, blobs: [] }, own, when);
}

/** What the person agreed to for the other side of a matter, and did not take back there either. */
export function agreedFor(listed: ListedMatter, cases: readonly Case[]): Agreed[] {
  const found = cases.find(({ id }) => id === listed.case?.id);
  if (found === undefined || listed.matter.standing.withdrawn === 'all') return [];
  const where = { case: found.id, receiver: listed.counterpart, at: new Date() };
  const takenBack = reportedBack([listed], listed.counterpart);
  return inForce(found.consents, found.withdrawals, where).filter(({ scope }) => !takenBack.includes(scope));
}

/** What a receiver says that the person took back there. */
export function reportedBack(matters: readonly ListedMatter[], receiver: string): Scope[] {
  return matters.flatMap(({ matter }) =>
    matter.acts.flatMap(({ act, by, verdict }) =>
      by === receiver && verdict === 'counts' && act?.kind === 'partly_withdrawn' ? act.body.scopes : [],
    ),
  );
}
