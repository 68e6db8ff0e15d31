import { vault } from '#app/vault/vault.ts';
import type { Case } from '#casework/case/case.ts';
import { type Consent, lastFor } from '#casework/consent/consent.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { equalBytes } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { tell } from './begin.ts';
import type { NewConsent } from './consent-form.tsx';
import { doAct } from './do-act.ts';

/** Writes down what a person agreed to, unless exactly that was written down last for this receiver. */
export async function recordConsent(consent: NewConsent, own: string): Promise<void> {
  const found = (await vault().listCases()).find(({ id }) => id === consent.case);
  const last = found === undefined ? null : lastFor(found.consents, consent.case, consent.receiver);
  const isWithdrawn = found?.withdrawals.some((withdrawal) => withdrawal.consent === last?.id) === true;
  if (last !== null && !isWithdrawn && isSame(last, { ...consent, id: last.id })) return;
  await tell({ kind: 'consent_given', body: { ...consent, id: crypto.randomUUID() } }, own);
}

/**
 * The person withdraws everything: the consents end, and everybody who was asked in the case is told.
 *
 * @returns how many were told
 */
export async function withdrawAll(caseId: string, own: string): Promise<number> {
  const matters = (await vault().listMatters(new Date())).filter((each) => each.case?.id === caseId);
  const open = matters.filter(({ matter }) => whyNot(matter.standing, 'withdrawn', own) === null);
  for (const { counterpart, thread } of open) {
    await doAct({ counterpart, thread, kind: 'withdrawn', body: {} }, own);
  }
  const cases = (await vault().listCases()).filter(({ id }) => id === caseId);
  for (const matter of matters) await endConsents(cases, matter, own);
  return open.length;
}

/**
 * The person withdraws some of what was agreed for one receiver, who is told wherever something was told to it.
 *
 * @param scopes but for that of contacting the receiver at all: without it, everything is withdrawn
 */
export async function withdrawScopes(
  { id, consents }: Pick<Case, 'id' | 'consents'>,
  receiver: string,
  scopes: readonly Scope[],
  own: string,
): Promise<void> {
  const matters = (await vault().listMatters(new Date())).filter((each) => each.case?.id === id);
  for (const { counterpart, thread, matter } of matters) {
    if (counterpart !== receiver || whyNot(matter.standing, 'partly_withdrawn', own) !== null) continue;
    await doAct({ counterpart, thread, kind: 'partly_withdrawn', body: { scopes } }, own);
  }
  const last = lastFor(consents, id, receiver);
  if (last !== null) await tell({ kind: 'consent_withdrawn', body: { consent: last.id, scopes: [...scopes] } }, own);
}

/** Notes that nothing is agreed to any more for the other side of a matter. */
export async function endConsents(
  cases: readonly Case[],
  { case: ofCase, counterpart }: Pick<ListedMatter, 'case' | 'counterpart'>,
  own: string,
): Promise<void> {
  const found = cases.find(({ id }) => id === ofCase?.id);
  for (const { id, receiver } of found?.consents ?? []) {
    const isEnded = found?.withdrawals.some(({ consent, scopes }) => consent === id && scopes === null) === true;
    if (receiver === counterpart && !isEnded) {
      await tell({ kind: 'consent_withdrawn', body: { consent: id, scopes: null } }, own);
    }
  }
}

function isSame(one: Consent, other: Consent): boolean {
  return equalBytes(canonicalJson(one), canonicalJson(other));
}
