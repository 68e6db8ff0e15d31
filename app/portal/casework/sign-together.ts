import { vault } from '#app/vault/vault.ts';
import type { Case } from '#casework/case/case.ts';
import type { ToSign } from '#casework/case/second-signature.ts';
import { SECOND_WITHIN } from '#casework/matter/judge.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { PortalRefusal } from '../ask.ts';
import { sendTogether } from '../mailbox/send.ts';

/** What waits for a second signature in a case: it was neither sent nor put aside, and is not too old to be sent. */
export function waitingIn({ toSign, threads }: Case, matters: readonly ListedMatter[], now = new Date()): ToSign[] {
  const sent = new Set(matters.flatMap(({ matter }) => matter.acts.map(({ envelope }) => envelope)));
  return toSign.filter(({ envelope, receiver, thread, at }) => {
    const isOfCase = threads.some((each) => each.counterpart === receiver && each.thread === thread);
    return isOfCase && !sent.has(envelope) && now.getTime() - Date.parse(at) <= SECOND_WITHIN;
  });
}

/**
 * Signs too and sends, if that can still be done by what the vault knows now: a colleague may have put it aside, or the person withdrawn.
 *
 * @throws PortalRefusal NOT_OPEN_NOW, and as `sendTogether`
 */
export async function signTogether(caseId: string, { envelope, receiver }: ToSign, own: string): Promise<void> {
  const [cases, matters] = [await vault().listCases(), await vault().listMatters(new Date())];
  const found = cases.find(({ id }) => id === caseId);
  const inCase = matters.filter((each) => each.case?.id === caseId);
  const waiting = found === undefined ? [] : waitingIn(found, inCase);
  const toSign = waiting.find((each) => each.envelope === envelope);
  const isStopped = inCase.some(
    ({ counterpart, matter: { standing } }) =>
      counterpart === receiver && (standing.withdrawn === 'all' || standing.holds.length > 0),
  );
  if (toSign === undefined || isStopped) throw new PortalRefusal('NOT_OPEN_NOW');
  await sendTogether(toSign, own);
}
