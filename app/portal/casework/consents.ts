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
 * The person withdraws everything: first the consents end, then everybody who was asked in the case is told.
 *
 * @returns how many were told
 * @throws whatever kept the last one from being told, after all the others were: done again, it tells those who are left
 */
export async function withdrawAll(caseId: string, own: string): Promise<number> {
  const found = await caseNow(caseId);
  for (const { id } of found?.consents ?? []) await endConsent(found, id, own);
  const matters = (await vault().listMatters(new Date())).filter((each) => each.case?.id === caseId);
  const open = matters.filter(({ matter }) => whyNot(matter.standing, 'withdrawn', own) === null);
  await tellEach(open, ({ counterpart, thread }) => doAct({ counterpart, thread, kind: 'withdrawn', body: {} }, own));
  return open.length;
}

/**
 * Passes on to some that the person withdrew: what was agreed for them ends, and they are told.
 *
 * @throws as `withdrawAll`
 */
export async function withdrawFrom(untold: readonly ListedMatter[], own: string): Promise<void> {
  const cases = await vault().listCases();
  for (const listed of untold) await endConsents(cases, listed, own);
  const matters = await vault().listMatters(new Date());
  // A colleague may have told some of them meanwhile.
  const open = matters.filter(
    ({ counterpart, thread, matter }) =>
      untold.some((each) => each.counterpart === counterpart && each.thread === thread) &&
      whyNot(matter.standing, 'withdrawn', own) === null,
  );
  await tellEach(open, ({ counterpart, thread }) => doAct({ counterpart, thread, kind: 'withdrawn', body: {} }, own));
}

/**
 * The person withdraws some of what was agreed for one receiver, who is told wherever something was told to it.
 *
 * @param scopes but for those without which nothing may be told to this receiver: then everything is withdrawn
 * @throws as `withdrawAll`
 */
export async function withdrawScopes(
  caseId: string,
  receiver: string,
  scopes: readonly Scope[],
  own: string,
): Promise<void> {
  const found = await caseNow(caseId);
  const last = found === undefined ? null : lastFor(found.consents, caseId, receiver);
  if (last !== null) await tell({ kind: 'consent_withdrawn', body: { consent: last.id, scopes: [...scopes] } }, own);
  const matters = (await vault().listMatters(new Date())).filter(
    (each) => each.case?.id === caseId && each.counterpart === receiver,
  );
  const open = matters.filter(({ matter }) => whyNot(matter.standing, 'partly_withdrawn', own) === null);
  await tellEach(open, ({ counterpart, thread }) =>
    doAct({ counterpart, thread, kind: 'partly_withdrawn', body: { scopes } }, own),
  );
}

/** One who cannot be told keeps nobody else from being told. */
async function tellEach(matters: readonly ListedMatter[], telling: (matter: ListedMatter) => Promise<void>) {
  const failed: unknown[] = [];
  for (const matter of matters) await telling(matter).catch((error) => failed.push(error));
  if (failed.length > 0) throw failed.at(-1);
}

async function caseNow(caseId: string): Promise<Case | undefined> {
  return (await vault().listCases()).find(({ id }) => id === caseId);
}

/** Notes that nothing is agreed to any more for the other side of a matter. */
export async function endConsents(
  cases: readonly Case[],
  { case: ofCase, counterpart }: Pick<ListedMatter, 'case' | 'counterpart'>,
  own: string,
): Promise<void> {
  const found = cases.find(({ id }) => id === ofCase?.id);
  for (const { id, receiver } of found?.consents ?? []) {
    if (receiver === counterpart) await endConsent(found, id, own);
  }
}

async function endConsent(found: Case | undefined, consent: string, own: string): Promise<void> {
  const isEnded = found?.withdrawals.some((each) => each.consent === consent && each.scopes === null) === true;
  if (!isEnded) await tell({ kind: 'consent_withdrawn', body: { consent, scopes: null } }, own);
}

function isSame(one: Consent, other: Consent): boolean {
  return equalBytes(canonicalJson(one), canonicalJson(other));
}
