import { threadCode } from '#crypto/case-event.ts';
import { fieldsOf, ShapeError, sha256Hex, text, uuid } from '#crypto/shape.ts';
import type { SignedEvent } from '#crypto/signed-event.ts';
import { type Consent, readConsent, readWithdrawal, type Withdrawal } from '../consent/consent.ts';
import type { StoredEvent } from '../conversation.ts';
import { ADULT_ASSESSMENT } from '../forms/adult-assessment.ts';
import { type FilledForm, readFilledForm } from '../forms/answers.ts';
import { order } from '../order.ts';
import { unlessMalformed } from '../unless-malformed.ts';
import { readNotSigned, readToSign, type ToSign } from './second-signature.ts';

/** What one organisation does for one person or family; it writes it to itself, and colleagues read it. */
export interface Case {
  /** UUID; no other organisation ever sees it. */
  id: string;
  /** By which colleagues know which one it is. */
  label: string;
  /** Threads with others, in the order in which they were begun. */
  threads: CaseThread[];
  consents: Consent[];
  withdrawals: Withdrawal[];
  /** A0 to A13 as they were kept last; null: none was. */
  assessment: FilledForm | null;
  /** What waits for a second signature, sent or not: what was sent stands in its thread. */
  toSign: ToSign[];
  /** Hashes of withdrawals elsewhere after which the person wished to stay with the others. */
  stays: string[];
}

export interface CaseThread {
  /** UUID of the other organisation. */
  counterpart: string;
  thread: string;
}

/** Kinds of what an organisation writes to itself about its cases. */
export type CaseNote =
  | { kind: 'case_begun'; body: { case: string; label: string } }
  | { kind: 'case_thread'; body: CaseThread & { case: string } }
  | { kind: 'assessment_kept'; body: { case: string; form: FilledForm } }
  | { kind: 'to_sign'; body: { case: string; event: SignedEvent } }
  | { kind: 'not_signed'; body: { case: string; envelope: string } }
  | { kind: 'person_stays'; body: { case: string; withdrawal: string } }
  | { kind: 'consent_given'; body: Consent }
  | { kind: 'consent_withdrawn'; body: Withdrawal };

export const LONGEST_LABEL = 120;

/** @param ownThread all that an organisation wrote to itself in one thread @returns by UUID, the first one first */
export function casesOf(ownThread: readonly StoredEvent[]): Map<string, Case> {
  const cases = new Map<string, Case>();
  const withdrawals: Withdrawal[] = [];
  for (const stored of order(ownThread).events) {
    const { event, isUnproven } = stored;
    if (isUnproven) continue;
    unlessMalformed(() => {
      switch (event.kind) {
        case 'case_begun': {
          const begun = readBegun(event.body);
          const known = cases.get(begun.case);
          // Told once more, it has a new label.
          if (known === undefined) cases.set(begun.case, newCase(begun.case, begun.label));
          else known.label = begun.label;
          return;
        }
        case 'case_thread': {
          const { case: of, ...added } = readThread(event.body);
          cases.get(of)?.threads.push(added);
          return;
        }
        case 'assessment_kept': {
          const kept = readKept(event.body);
          const known = cases.get(kept.case);
          if (known !== undefined) known.assessment = kept.form;
          return;
        }
        case 'to_sign': {
          const asked = readToSign(stored);
          cases.get(asked.case)?.toSign.push(asked.toSign);
          return;
        }
        case 'not_signed': {
          const dropped = readNotSigned(event.body);
          const known = cases.get(dropped.case);
          if (known !== undefined) known.toSign = known.toSign.filter(({ envelope }) => envelope !== dropped.envelope);
          return;
        }
        case 'person_stays': {
          const { case: of, withdrawal } = readStays(event.body);
          cases.get(of)?.stays.push(withdrawal);
          return;
        }
        case 'consent_given': {
          const consent = readConsent(event.body);
          cases.get(consent.case)?.consents.push(consent);
          return;
        }
        case 'consent_withdrawn':
          withdrawals.push(readWithdrawal(event.body));
      }
    });
  }
  for (const each of cases.values()) {
    const own = new Set(each.consents.map(({ id }) => id));
    each.withdrawals = withdrawals.filter(({ consent }) => own.has(consent));
  }
  return cases;
}

function newCase(id: string, label: string): Case {
  return { id, label, threads: [], consents: [], withdrawals: [], assessment: null, toSign: [], stays: [] };
}

function readBegun(body: unknown): { case: string; label: string } {
  const fields = fieldsOf(body, ['case', 'label']);
  const label = text(fields.label);
  if (label.length > LONGEST_LABEL) throw new ShapeError('a label is too long');
  return { case: uuid(fields.case), label };
}

function readKept(body: unknown): { case: string; form: FilledForm } {
  const fields = fieldsOf(body, ['case', 'form']);
  const form = readFilledForm(fields.form);
  if (form.form !== ADULT_ASSESSMENT.id) throw new ShapeError('another form is kept');
  return { case: uuid(fields.case), form };
}

function readStays(body: unknown): { case: string; withdrawal: string } {
  const fields = fieldsOf(body, ['case', 'withdrawal']);
  return { case: uuid(fields.case), withdrawal: sha256Hex(fields.withdrawal) };
}

function readThread(body: unknown): CaseThread & { case: string } {
  const fields = fieldsOf(body, ['case', 'counterpart', 'thread']);
  return { case: uuid(fields.case), counterpart: uuid(fields.counterpart), thread: threadCode(fields.thread) };
}
