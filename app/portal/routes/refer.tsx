import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { newCaseCode } from '#casework/case/case-code.ts';
import { inForce } from '#casework/consent/consent.ts';
import { disclose, uncovered } from '#casework/consent/disclosure.ts';
import { type Answers, withAnswer } from '#casework/forms/answers.ts';
import { type Fault, faultsOf } from '#casework/forms/faults.ts';
import { ENGLISH, labelOf } from '#casework/forms/labels.ts';
import { REFERRAL } from '#casework/forms/referral.ts';
import { PortalRefusal } from '../ask.ts';
import { tell } from '../casework/begin.ts';
import { type Agreement, ConsentForm, consentOf, newAgreement } from '../casework/consent-form.tsx';
import { FormFields } from '../casework/form-fields.tsx';
import { FormShown } from '../casework/form-shown.tsx';
import { useFormWords } from '../casework/form-words.ts';
import { useCases } from '../casework/use-cases.ts';
import { useFormDraft } from '../casework/use-form-draft.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { send } from '../mailbox/send.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

interface Referral {
  agreement: Agreement;
  /** UUID that the consent will have. */
  consentId: string;
  answers: Answers;
}

/** Takes a person's matter to one organisation: what was agreed, what is told, and before it is sent exactly what they will read. */
export default function Refer() {
  const t = usePortalText();
  const { id: caseId = '', counterpart = '', thread = '' } = useParams();
  const go = useNavigate();
  const queries = useQueryClient();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const words = useFormWords();
  const name = useProvedName(counterpart) ?? t('messages.unproved');
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const found = known?.cases.find((each) => each.id === caseId) ?? null;
  const draft = useFormDraft<Referral>(`/portal/cases/${caseId}/refer/${counterpart}/${thread}`, {
    agreement: newAgreement(),
    consentId: crypto.randomUUID(),
    answers: {},
  });
  const { agreement, consentId, answers } = draft.filled;
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isPreview, setIsPreview] = useState(false);
  const added = consentOf(agreement, { id: consentId, caseId, receiver: counterpart });
  const agreedAt = (at: Date) => {
    const consents = [...(found?.consents ?? []), ...(added === null ? [] : [added])];
    return inForce(consents, found?.withdrawals ?? [], { case: caseId, receiver: counterpart, at });
  };
  const disclosure = disclose(REFERRAL, answers, agreedAt(new Date()));
  const sending = useMutation({
    mutationFn: async () => {
      if (own == null || found === null) return;
      const { told, under } = disclosure;
      // What lapsed while somebody looked at the preview is not sent after all.
      if (uncovered(told, agreedAt(new Date()), new Date()).length > 0) throw new PortalRefusal('CONSENT_LAPSED');
      if (added !== null && !found.consents.some(({ id }) => id === added.id)) {
        await tell({ kind: 'consent_given', body: added }, own.id);
      }
      const body = { caseCode: newCaseCode(), form: told, basis: { agreed: under, override: null } };
      await send({ receiver: counterpart, thread, kind: 'referral', body, blobs: [] }, own.id);
      await draft.drop().catch(() => undefined);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      go(`/portal/messages/${counterpart}/${thread}`, { replace: true });
    },
  });
  const isCovered = uncovered(disclosure.told, disclosure.under, new Date()).length === 0;
  const mayTell = agreedAt(new Date()).some(({ scope }) => scope === 'contact_receiver_anonymously');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(REFERRAL, answers);
    setFaults(wrong);
    setIsPreview(wrong.length === 0 && mayTell && isCovered);
  };
  return (
    <Frame title={t('refer.title', { name })}>
      <p className="lead">{t('refer.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {words === null || found === null ? null : (
        <form onSubmit={submit} noValidate>
          <fieldset disabled={isPreview || !draft.isReady} className="plain">
            <ConsentForm agreement={agreement} onChange={(now) => draft.fill({ agreement: now })} receiverName={name} />
            <FormFields
              form={REFERRAL}
              agreed={new Set(agreedAt(new Date()).map(({ scope }) => scope))}
              answers={answers}
              onAnswer={(field, answer) => draft.fill({ answers: withAnswer(answers, field, answer) })}
              faults={faults}
              words={words}
            />
          </fieldset>
          {faults.length === 0 ? null : (
            <p className="warning" role="alert">
              {t('form.faults', { count: faults.length })}
            </p>
          )}
          {isPreview ? null : (
            <p className="actions">
              <button type="submit" disabled={!mayTell}>
                {t('enquire.preview')}
              </button>
              {mayTell ? null : <span className="muted">{t('refer.noConsent')}</span>}
            </p>
          )}
        </form>
      )}
      {isPreview ? (
        <section className="preview">
          <h2>{t('refer.preview.title', { name })}</h2>
          <p>{t('refer.preview.text')}</p>
          <FormShown filled={disclosure.told} />
          {disclosure.kept.length === 0 ? null : (
            <p className="warning">
              {t('refer.kept', {
                sections: t.list(disclosure.kept.map(({ id }) => labelOf(ENGLISH, `section.F2.${id}`))),
              })}
            </p>
          )}
          <h3>{t('refer.under')}</h3>
          <ul>
            {disclosure.under.map(({ scope, until }) => (
              <li key={scope}>
                {labelOf(ENGLISH, `scope.${scope}`)} · {t('case.until', { day: t.date(until.slice(0, 10)) })}
              </li>
            ))}
          </ul>
          <p className="actions">
            <button type="button" disabled={sending.isPending || mailbox.isReading} onClick={() => sending.mutate()}>
              {t(sending.isPending ? 'composer.pending' : 'refer.action')}
            </button>
            <button type="button" className="quiet" disabled={sending.isPending} onClick={() => setIsPreview(false)}>
              {t('enquire.change')}
            </button>
          </p>
        </section>
      ) : null}
      {sending.error === null ? null : <Refused error={sending.error} />}
    </Frame>
  );
}
