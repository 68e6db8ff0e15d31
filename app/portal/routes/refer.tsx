import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { newCaseCode } from '#casework/case/case-code.ts';
import { disclose, uncovered } from '#casework/consent/disclosure.ts';
import { type Answers, withAnswer } from '#casework/forms/answers.ts';
import { type Fault, faultsOf } from '#casework/forms/faults.ts';
import { REFERRAL } from '#casework/forms/referral.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { PortalRefusal } from '../ask.ts';
import { Agreements } from '../casework/agreements.tsx';
import { recordConsent } from '../casework/begin.ts';
import { type Agreement, ConsentForm, consentOf, newAgreement } from '../casework/consent-form.tsx';
import { doAct } from '../casework/do-act.ts';
import { FormFields } from '../casework/form-fields.tsx';
import { FormShown } from '../casework/form-shown.tsx';
import { useFormWords, useLabel } from '../casework/form-words.ts';
import { useCases } from '../casework/use-cases.ts';
import { useFormDraft } from '../casework/use-form-draft.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

interface Referral {
  agreement: Agreement;
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
  const label = useLabel();
  const name = useProvedName(counterpart) ?? t('messages.unproved');
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const found = known?.cases.find((each) => each.id === caseId) ?? null;
  const draft = useFormDraft<Referral>(`/portal/cases/${caseId}/refer/${counterpart}/${thread}`, {
    agreement: newAgreement(),
    answers: {},
  });
  const { agreement, answers } = draft.filled;
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isPreview, setIsPreview] = useState(false);
  const consent = consentOf(agreement, { caseId, receiver: counterpart });
  const agreed = (consent?.scopes ?? []).filter(({ until }) => Date.parse(until) > Date.now());
  const disclosure = disclose(REFERRAL, answers, agreed);
  const sending = useMutation({
    mutationFn: async () => {
      if (own == null || consent === null) return;
      const { told } = disclosure;
      // What lapsed while somebody looked at the preview is not sent after all.
      if (uncovered(told, agreed, new Date()).length > 0) throw new PortalRefusal('CONSENT_LAPSED');
      await recordConsent(consent, own.id);
      const notAfter = Math.min(...agreed.map(({ until }) => Date.parse(until)));
      const body = { caseCode: newCaseCode(), form: told, basis: { agreed, override: null } };
      await doAct({ counterpart, thread, kind: 'referral', body }, own.id, notAfter);
      await draft.drop().catch(() => undefined);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      go(`/portal/messages/${counterpart}/${thread}`, { replace: true });
    },
  });
  const mayContact = agreed.some(({ scope }) => scope === 'contact_receiver_anonymously');
  const isChildAlone = answers.person_kind === 'child' && agreement.givenBy === 'person';
  const listed = known?.matters.find((each) => each.counterpart === counterpart && each.thread === thread) ?? null;
  const isOpen =
    own != null && listed?.case?.id === caseId && whyNot(listed.matter.standing, 'referral', own.id) === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(REFERRAL, answers);
    setFaults(wrong);
    setIsPreview(wrong.length === 0 && mayContact && !isChildAlone);
  };
  return (
    <Frame title={t('refer.title', { name })}>
      <p className="lead">{t('refer.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {known !== null && !mailbox.isReading && !isOpen && !sending.isPending && !sending.isSuccess ? (
        <p className="warning" role="alert">
          {t('matter.closedMeanwhile')}
        </p>
      ) : null}
      {words === null || found === null || !isOpen ? null : (
        <form onSubmit={submit} noValidate>
          <fieldset disabled={isPreview || !draft.isReady} className="plain">
            <ConsentForm agreement={agreement} onChange={(now) => draft.fill({ agreement: now })} receiverName={name} />
            <FormFields
              form={REFERRAL}
              agreed={new Set(agreed.map(({ scope }) => scope))}
              answers={answers}
              onAnswer={(field, answer) => draft.fill({ answers: withAnswer(answers, field, answer) })}
              faults={faults}
              words={words}
            />
          </fieldset>
          {isPreview ? null : (
            <p className="actions">
              <button type="submit" disabled={!mayContact || isChildAlone}>
                {t('enquire.preview')}
              </button>
              {mayContact ? null : <span className="muted">{t('refer.noConsent')}</span>}
              {isChildAlone ? <span className="warning">{t('refer.child')}</span> : null}
            </p>
          )}
        </form>
      )}
      {isPreview && isOpen ? (
        <section className="preview">
          <h2>{t('refer.preview.title', { name })}</h2>
          <p>{t('refer.preview.text')}</p>
          <FormShown filled={disclosure.told} />
          {disclosure.kept.length === 0 ? null : (
            <p className="warning">
              {t('refer.kept', {
                sections: t.list(disclosure.kept.map(({ id }) => label(`section.F2.${id}`))),
              })}
            </p>
          )}
          <h3>{t('refer.under')}</h3>
          <Agreements agreed={agreed} />
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
