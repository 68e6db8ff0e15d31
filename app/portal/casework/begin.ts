import { vault } from '#app/vault/vault.ts';
import type { Case, CaseNote, CaseThread } from '#casework/case/case.ts';
import { type Consent, lastFor } from '#casework/consent/consent.ts';
import type { FilledForm } from '#casework/forms/answers.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { equalBytes } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { note } from '../mailbox/note.ts';
import { send } from '../mailbox/send.ts';
import type { NewConsent } from './consent-form.tsx';
import { doAct } from './do-act.ts';

/** What became of asking one organisation. */
export interface AskedOne {
  /** UUID */
  organisation: string;
  /** Null when it was asked. */
  error: unknown;
}

/**
 * Begins a case that colleagues find under a label.
 *
 * @returns its UUID
 */
export async function beginCase(label: string, own: string): Promise<string> {
  const id = crypto.randomUUID();
  await tell({ kind: 'case_begun', body: { case: id, label } }, own);
  return id;
}

/** Asks each of several organisations in a thread of its own: none learns of the others. */
export async function enquire(
  form: FilledForm,
  organisations: readonly string[],
  caseId: string,
  own: string,
): Promise<AskedOne[]> {
  const asked: AskedOne[] = [];
  for (const organisation of organisations) {
    try {
      const { thread } = await newThreadOf(caseId, organisation, own);
      const body = { form };
      await send({ receiver: organisation, thread, kind: 'enquiry', body, blobs: [] }, own);
      asked.push({ organisation, error: null });
    } catch (error) {
      asked.push({ organisation, error });
    }
  }
  return asked;
}

/** A thread with one organisation, noted as one of the case before anything is said in it. */
export async function newThreadOf(caseId: string, counterpart: string, own: string): Promise<CaseThread> {
  const begun = { counterpart, thread: await vault().newThread() };
  await tell({ kind: 'case_thread', body: { case: caseId, ...begun } }, own);
  return begun;
}

/** Written to the own organisation. */
export async function tell({ kind, body }: CaseNote, own: string): Promise<void> {
  await note(kind, body, own);
}

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
    await doAct({ counterpart, thread, kind: 'withdrawn', body: { scopes: null } }, own);
  }
  const cases = (await vault().listCases()).filter(({ id }) => id === caseId);
  for (const matter of matters) await endConsents(cases, matter, own);
  return open.length;
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
