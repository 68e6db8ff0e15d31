import { vault } from '#app/vault/vault.ts';
import type { CaseNote, CaseThread } from '#casework/case/case.ts';
import type { FilledForm } from '#casework/forms/answers.ts';
import { note } from '../mailbox/note.ts';
import { send } from '../mailbox/send.ts';

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
  onWaiting: () => void,
): Promise<AskedOne[]> {
  const asked: AskedOne[] = [];
  for (const organisation of organisations) {
    try {
      const { thread } = await newThreadOf(caseId, organisation, own);
      const body = { form };
      await send({ receiver: organisation, thread, kind: 'enquiry', body, blobs: [] }, own, { onWaiting });
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

/** Keeps an assessment with the case, for colleagues too. */
export async function keepAssessment(caseId: string, form: FilledForm, own: string): Promise<void> {
  await tell({ kind: 'assessment_kept', body: { case: caseId, form } }, own);
}

/**
 * Signs a referral without consent, and asks colleagues for the second signature. Nothing is sent yet.
 *
 * @param body of the referral
 */
export async function askToSign(caseId: string, { counterpart, thread }: CaseThread, body: unknown, own: string) {
  const event = await vault().signFirst({ receiver: counterpart, thread, kind: 'referral', body, blobs: [] });
  await tell({ kind: 'to_sign', body: { case: caseId, event } }, own);
}

/** Written to the own organisation. */
export async function tell({ kind, body }: CaseNote, own: string): Promise<void> {
  await note(kind, body, own);
}
