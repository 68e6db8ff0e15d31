import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { mayBeReferredTo } from '#casework/consent/checked-lately.ts';
import type { Agreed } from '#casework/consent/consent.ts';
import { isRiskToTell } from '#casework/consent/data-protection.ts';
import { type Disclosure, disclose, discloseWithout, uncovered } from '#casework/consent/disclosure.ts';
import { mayBeTold } from '#casework/consent/receivers.ts';
import { ADULT_ASSESSMENT } from '#casework/forms/adult-assessment.ts';
import { type Answers, withAnswer } from '#casework/forms/answers.ts';
import { type Fault, faultsOf } from '#casework/forms/faults.ts';
import { REFERRAL } from '#casework/forms/referral.ts';
import { OVERRIDE_REASONS } from '#casework/matter/acts.ts';
import { lastAsked } from '#casework/matter/last-asked.ts';
import { leadOf } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { AT_FIRST, whyNot } from '#casework/matter/standing.ts';
import { PortalRefusal } from '../ask.ts';
import { Agreements } from '../casework/agreements.tsx';
import { askToSign, newThreadOf } from '../casework/begin.ts';
import {
  type Agreement,
  ConsentForm,
  consentOf,
  type MissingPart,
  missingIn,
  newAgreement,
  offeredScopes,
  type Receiver,
} from '../casework/consent-form.tsx';
import { recordConsent } from '../casework/consents.ts';
import { doAct } from '../casework/do-act.ts';
import { FormFields } from '../casework/form-fields.tsx';
import { FormShown } from '../casework/form-shown.tsx';
import { useFormWords, useLabel } from '../casework/form-words.ts';
import { LeadLine } from '../casework/lead-line.tsx';
import { Unchecked } from '../casework/unchecked.tsx';
import { useCarriedOver } from '../casework/use-carried-over.ts';
import { useCases } from '../casework/use-cases.ts';
import { useFormDraft } from '../casework/use-form-draft.ts';
import { Frame } from '../frame.tsx';
import { InView } from '../in-view.tsx';
import { LanguageSelect } from '../language-choice.tsx';
import type { PortalLanguage } from '../languages.ts';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useProved } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { lastCheckOf } from '../organisation/last-check.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';

interface Referral {
  agreement: Agreement;
  answers: Answers;
  /** Of a thread that was begun for it; null: none yet. */
  begun: string | null;
  /** Empty: it is told under the consent. */
  override: Override | '';
  /** How often somebody had taken something back in this case when the boxes were ticked; null: not known yet. */
  takenBack: number | null;
}

type Override = (typeof OVERRIDE_REASONS)[number];

/**
 * Takes a person's matter to one organisation: what was agreed, what is told, and before it is sent exactly what they will read. After an
 * enquiry it goes on in the same thread, otherwise in a new one.
 */
export default function Refer() {
  const t = usePortalText();
  const { id: caseId = '', counterpart = '', thread } = useParams();
  const [asked] = useSearchParams();
  const go = useNavigate();
  const queries = useQueryClient();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const words = useFormWords();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const proved = useProved(counterpart);
  const { data: check, error: checkError } = useQuery(lastCheckOf(counterpart));
  const receiver: Receiver = {
    id: counterpart,
    name: proved?.name ?? t('messages.unproved'),
    kind: proved?.kind ?? '',
    isRisky: isRiskToTell(own?.stateCode ?? '', proved?.state ?? ''),
  };
  const found = known?.cases.find((each) => each.id === caseId) ?? null;
  const draft = useFormDraft<Referral>(pageOf(caseId, counterpart, thread), {
    agreement: newAgreement(),
    answers: {},
    begun: null,
    override: '',
    takenBack: null,
  });
  const { agreement, answers, begun, override, takenBack } = draft.filled;
  const takenBackNow = mailbox.isReading ? undefined : found?.withdrawals.length;
  const isOutdated =
    draft.isReady && agreement.scopes.length > 0 && takenBackNow !== undefined && takenBack !== takenBackNow;
  useEffect(() => {
    // What was ticked before the person took something back is asked again.
    if (isOutdated) draft.fill({ agreement: { ...agreement, scopes: [] } });
  });
  const ofThisCase = known?.matters.filter((each) => each.case?.id === caseId) ?? [];
  const listed = known?.matters.find((each) => each.counterpart === counterpart && each.thread === thread) ?? null;
  const earlier =
    earlierIn(ofThisCase, asked.get('like')) ?? (listed === null ? (ofThisCase.findLast(isReferral) ?? null) : listed);
  const isKnown = earlier !== null && own != null && !mailbox.isReading;
  const isCarriedOver = useCarriedOver(REFERRAL, isKnown ? lastAsked(earlier.matter, own.id) : null, {
    answers,
    isReady: draft.isReady,
    fill: (carried) => draft.suggest({ answers: carried }),
  });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isPreview, setIsPreview] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const offered = offeredScopes(receiver.kind, found?.assessment ?? null);
  const consent = consentOf(agreement, caseId, receiver, offered);
  const agreed = (consent?.scopes ?? []).filter(({ until }) => Date.parse(until) > Date.now());
  const isWithout = override !== '';
  const disclosure = isWithout ? discloseWithout(REFERRAL, answers) : disclose(REFERRAL, answers, agreed);
  // Without consent, no more than it takes.
  const assessment = disclose(ADULT_ASSESSMENT, isWithout ? {} : (found?.assessment?.answers ?? {}), agreed);
  const sending = useDoing({
    mutationFn: async () => {
      if (own == null) return null;
      const { told } = disclosure;
      if (isWithout) {
        // In a thread of its own: what its author does elsewhere meanwhile must not undo the first signature.
        const to = (await newThreadOf(caseId, counterpart, own.id)).thread;
        const basis = { agreed: [], override };
        const body = { form: told, assessment: null, basis };
        await askToSign(caseId, { counterpart, thread: to }, body, own.id);
        await draft.drop().catch(() => undefined);
        return null;
      }
      if (consent === null) return null;
      // A preview may have stood open since yesterday.
      const isUnchecked = !mayBeReferredTo(await queries.fetchQuery(lastCheckOf(counterpart)), new Date());
      if (isUnchecked) throw new PortalRefusal('RECEIVER_UNCHECKED');
      const parts = assessment.sections.length === 0 ? null : assessment.told;
      // What lapsed while somebody looked at the preview is not sent after all.
      const isLapsed = [told, ...(parts === null ? [] : [parts])].some(
        (form) => uncovered(form, agreed, new Date()).length > 0,
      );
      if (isLapsed) throw new PortalRefusal('CONSENT_LAPSED');
      await recordConsent(consent, own.id);
      const to = thread ?? begun ?? (await newThreadOf(caseId, counterpart, own.id)).thread;
      if (thread === undefined) draft.fill({ begun: to });
      const notAfter = Math.min(...agreed.map(({ until }) => Date.parse(until)));
      const body = { form: told, assessment: parts, basis: { agreed, override: null } };
      await doAct({ counterpart, thread: to, kind: 'referral', body }, own.id, {
        notAfter,
        onWaiting: () => setIsWaiting(true),
      });
      await draft.drop().catch(() => undefined);
      return to;
    },
    onSettled: () => setIsWaiting(false),
    onSuccess: async (to) => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      go(to === null ? `/portal/cases/${caseId}` : `/portal/messages/${counterpart}/${to}`, {
        replace: true,
        state: { done: 'referral' },
      });
    },
  });
  const isUnchecked = check !== undefined && !mayBeReferredTo(check, new Date());
  const isStopped = isUnchecked && !isWithout && !isPreview;
  const isChildAlone = !isWithout && answers.person_kind === 'child' && agreement.givenBy === 'person';
  const mayGo = isWithout || (check !== undefined && !isUnchecked);
  const mayTell = isWithout || mayBeTold(receiver.kind, agreed);
  const isOfCase = thread === undefined ? counterpart !== own?.id : listed?.case?.id === caseId;
  const lead = own == null ? '' : leadOf(ofThisCase, own.id);
  const isLed = own != null && lead !== own.id;
  const isOpen = own != null && isOfCase && whyNot(listed?.matter.standing ?? AT_FIRST, 'referral', own.id) === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(REFERRAL, answers);
    setFaults(wrong);
    setIsPreview(wrong.length === 0 && mayGo && mayTell && !isChildAlone);
  };
  const scopes = new Set(agreement.scopes);
  const missing = isWithout ? [] : missingIn(agreement, receiver);
  return (
    <Frame title={t('refer.title', { name: receiver.name })}>
      <p className="lead">{t('refer.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {isLed ? <LeadLine matters={ofThisCase} own={own.id} /> : null}
      {known !== null && !mailbox.isReading && !isOpen && !sending.isPending && !sending.isSuccess ? (
        <p className="warning" role="alert">
          {t('matter.closedMeanwhile')}
        </p>
      ) : null}
      {checkError === null ? null : <Refused error={checkError} />}
      {isUnchecked && isOpen ? (
        <Unchecked check={check} receiver={counterpart} caseId={caseId} isWithout={isWithout} />
      ) : null}
      {words === null || proved === undefined || found === null || !isOpen ? null : (
        <form onSubmit={submit} noValidate>
          <fieldset disabled={isPreview || !draft.isReady || mailbox.isReading} className="plain">
            {isWithout || isStopped ? null : (
              <ConsentForm
                agreement={agreement}
                onChange={(now) => draft.fill({ agreement: now, takenBack: takenBackNow ?? null })}
                receiver={receiver}
                assessment={found.assessment}
              />
            )}
            <WithoutConsent
              override={override}
              onChange={(now) => draft.fill({ override: now, answers: now === '' ? answers : requestOf(answers) })}
            />
            {isStopped ? null : (
              <>
                {isCarriedOver ? <p role="status">{t('form.carriedOver')}</p> : null}
                <FormFields
                  form={REFERRAL}
                  folded={({ id, scope }) =>
                    isWithout || scope === null || scopes.has(scope)
                      ? null
                      : t('form.notAgreed', { section: words.label(`section.F2.${id}`) })
                  }
                  answers={answers}
                  onAnswer={(field, answer) => draft.fill({ answers: withAnswer(answers, field, answer) })}
                  faults={faults}
                  words={words}
                />
              </>
            )}
          </fieldset>
          {isPreview || isStopped ? null : (
            <p className="actions">
              <button type="submit" disabled={!mayGo || !mayTell || isChildAlone}>
                {t('enquire.preview')}
              </button>
              {mayTell ? null : <Missing missing={missing} />}
              {isChildAlone ? <span className="warning">{t('refer.child')}</span> : null}
            </p>
          )}
        </form>
      )}
      {isPreview && isOpen ? (
        <section className="preview">
          <InView>{t('refer.preview.title', { name: receiver.name })}</InView>
          <Preview referral={disclosure} assessment={assessment} agreed={agreed} override={override} />
          <p className="actions">
            <button type="button" disabled={sending.isPending || mailbox.isReading} onClick={() => sending.mutate()}>
              {t(sending.isPending ? 'composer.pending' : isWithout ? 'together.ask' : 'refer.action')}
            </button>
            <button type="button" className="quiet" disabled={sending.isPending} onClick={() => setIsPreview(false)}>
              {t('enquire.change')}
            </button>
            {isWaiting ? <span role="status">{t('composer.waiting')}</span> : null}
          </p>
        </section>
      ) : null}
      {sending.error === null ? null : <Refused error={sending.error} />}
    </Frame>
  );
}

/** The way out of a danger to life, and of a duty under the law: never alone, and never without a trace. */
function WithoutConsent({
  override,
  onChange,
}: {
  override: Override | '';
  onChange: (reason: Override | '') => void;
}) {
  const t = usePortalText();
  return (
    <details open={override !== ''}>
      <summary>{t('override.title')}</summary>
      <p>{t('override.text')}</p>
      {OVERRIDE_REASONS.map((reason) => (
        <label key={reason} className="check">
          <input
            type="checkbox"
            checked={override === reason}
            onChange={() => onChange(override === reason ? '' : reason)}
          />
          <span>{t(`override.reason.${reason}`)}</span>
        </label>
      ))}
    </details>
  );
}

/** What they will read and under which consents, in the language in which it is read to the person. */
function Preview(props: {
  referral: Disclosure;
  assessment: Disclosure;
  agreed: readonly Agreed[];
  override: Override | '';
}) {
  const { referral, assessment, agreed, override } = props;
  const t = usePortalText();
  const label = useLabel();
  const [lang, setLang] = useState<PortalLanguage>(t.lang);
  const words = useFormWords(lang);
  const kept = referral.kept.map(({ id }) => label(`section.F2.${id}`));
  return (
    <>
      <p>{t('refer.preview.text')}</p>
      <LanguageSelect label={t('refer.preview.language')} value={lang} onChange={setLang} />
      {words === null ? null : (
        <div lang={lang}>
          {override === '' ? null : <p className="warning">{words.t(`override.${override}`)}</p>}
          <FormShown filled={referral.told} lang={lang} />
          {assessment.sections.length === 0 ? null : <FormShown filled={assessment.told} lang={lang} />}
          {override === '' ? (
            <>
              <h3>{words.t('refer.under')}</h3>
              <Agreements agreed={agreed} words={words} />
            </>
          ) : null}
        </div>
      )}
      {kept.length === 0 ? null : <p className="warning">{t('refer.kept', { sections: t.list(kept) })}</p>}
    </>
  );
}

/** What keeps the consent from counting, one by one. */
function Missing({ missing }: { missing: readonly MissingPart[] }) {
  const t = usePortalText();
  const label = useLabel();
  return (
    <div role="status">
      <p>{t('consent.missing')}</p>
      <ul>
        {missing.map((part) => (
          <li key={part}>{part.startsWith('consent.') ? t(part as 'consent.until') : label(part)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Of the same case alone: a link must not fill in what was said of somebody else. */
function earlierIn(ofCase: readonly ListedMatter[], like: string | null): ListedMatter | null {
  return ofCase.find((each) => `${each.counterpart} ${each.thread}` === like) ?? null;
}

function isReferral({ matter }: ListedMatter): boolean {
  return matter.side === 'asker' && matter.standing.isReferred;
}

/** Without consent nothing goes that was filled in for another end: it is written anew, as little as it takes. */
function requestOf(answers: Answers): Answers {
  const [request] = REFERRAL.sections;
  const asked = new Set(request?.fields.map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}

/** Each thread has a draft of its own, and so has what begins one. */
function pageOf(caseId: string, counterpart: string, thread: string | undefined): string {
  const page = `/portal/cases/${caseId}/refer/${counterpart}`;
  return thread === undefined ? page : `${page}/${thread}`;
}
