import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { LONGEST_LABEL } from '#casework/case/case.ts';
import { type Answers, codesOf, withAnswer } from '#casework/forms/answers.ts';
import { ENQUIRY } from '#casework/forms/enquiry.ts';
import { type Fault, faultsOf, filled } from '#casework/forms/faults.ts';
import { fieldsOfForm } from '#casework/forms/form.ts';
import { lastAsked } from '#casework/matter/last-asked.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { type AskedOne, beginCase, enquire } from '../casework/begin.ts';
import { ChooseOrganisations } from '../casework/choose-organisations.tsx';
import { FormFields } from '../casework/form-fields.tsx';
import { FormShown } from '../casework/form-shown.tsx';
import { type FormWords, useFormWords } from '../casework/form-words.ts';
import { useCarriedOver } from '../casework/use-carried-over.ts';
import { useCases } from '../casework/use-cases.ts';
import { useFormDraft } from '../casework/use-form-draft.ts';
import { exactTime } from '../exact-time.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { InView } from '../in-view.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';

interface Enquiry {
  /** Null: nobody has typed one. */
  label: string | null;
  answers: Answers;
  /** UUIDs of organisations. */
  chosen: readonly string[];
  /** Codes of the States of those who were chosen, by UUID. */
  states: Readonly<Record<string, string>>;
  /** UUID of the case that was begun for it; null: none yet. */
  caseId: string | null;
}

/** Asks several organisations at once whether they can help, without a word of who somebody is. */
export default function Enquire() {
  const t = usePortalText();
  const go = useNavigate();
  const queries = useQueryClient();
  const mailbox = useMailbox();
  const [asked] = useSearchParams();
  const words = useFormWords();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const ofCase = known?.cases.find(({ id }) => id === asked.get('case')) ?? null;
  const [openedAt] = useState(() => new Date().toISOString());
  const draft = useFormDraft<Enquiry>(pageOf(asked), {
    label: null,
    answers: {},
    chosen: asked.getAll('to'),
    states: {},
    caseId: null,
  });
  const { answers, chosen, caseId: begun } = draft.filled;
  const label = draft.filled.label ?? suggestedLabel(answers, words, exactTime(t, openedAt));
  const earlier = known?.matters.find(
    (each) => each.case?.id === ofCase?.id && `${each.counterpart} ${each.thread}` === asked.get('like'),
  );
  const isKnown = ofCase !== null && earlier !== undefined && own != null && !mailbox.isReading;
  const isCarriedOver = useCarriedOver(ENQUIRY, isKnown ? lastAsked(earlier.matter, own.id) : null, {
    answers,
    isReady: draft.isReady,
    fill: (carried) => draft.suggest({ answers: carried }),
  });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isPreview, setIsPreview] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const form = filled(ENQUIRY, answers);
  const isLabelMissing = ofCase === null && begun === null && label.trim() === '';
  const sending = useDoing({
    mutationFn: async () => {
      if (own == null) return null;
      const caseId = ofCase?.id ?? begun ?? (await beginCase(label.trim(), own.id));
      const done = await enquire(form, chosen, caseId, own.id, () => setIsWaiting(true));
      const failed = done.filter(({ error }) => error !== null);
      // Who was not asked stays in the draft.
      if (failed.length === 0) await draft.drop().catch(() => undefined);
      // A case that nobody was asked in is none: the next one may be about somebody else.
      const isBegun = failed.length < done.length;
      if (failed.length > 0) {
        draft.fill({ label, caseId: isBegun ? caseId : begun, chosen: failed.map(({ organisation }) => organisation) });
      }
      return { caseId, failed, told: done.filter(({ error }) => error === null) };
    },
    onSettled: () => setIsWaiting(false),
    onSuccess: async (done) => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      if (done !== null && done.failed.length === 0) {
        go(`/portal/cases/${done.caseId}`, { replace: true, state: { asked: done.told.length } });
      }
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(ENQUIRY, answers);
    setFaults(found);
    setIsPreview(found.length === 0 && chosen.length > 0 && !isLabelMissing);
  };
  return (
    <Frame title={t('enquire.title')}>
      <p className="lead">{t('enquire.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {words === null || own == null ? null : (
        <form onSubmit={submit} noValidate>
          <fieldset disabled={isPreview || !draft.isReady} className="plain">
            <ChooseOrganisations
              chosen={chosen}
              onChange={(now, seen) => draft.fill(choosing(draft.filled, now, seen))}
              known={askedBefore(known?.matters ?? [], own.id)}
              own={own.id}
            />
            {ofCase === null && begun === null ? (
              <Field
                label={t('enquire.label')}
                hint={t('enquire.label.hint')}
                value={label}
                onChange={(typed) => draft.fill({ label: typed.slice(0, LONGEST_LABEL) })}
                autoComplete="off"
              />
            ) : (
              <p>{t('matter.case', { label: ofCase?.label ?? label })}</p>
            )}
            {isCarriedOver ? <p role="status">{t('form.carriedOver')}</p> : null}
            <FormFields
              form={ENQUIRY}
              folded={({ id }) => (id === 'more' ? words.label('section.F1.more') : null)}
              answers={answers}
              onAnswer={(field, answer) => draft.fill({ answers: withAnswer(answers, field, answer) })}
              faults={faults}
              words={words}
            />
          </fieldset>
          {!isPreview ? (
            <p className="actions">
              <button type="submit" disabled={chosen.length === 0 || isLabelMissing}>
                {t('enquire.preview')}
              </button>
              {chosen.length === 0 ? <span className="muted">{t('enquire.nobody')}</span> : null}
              {isLabelMissing ? <span className="muted">{t('enquire.noLabel')}</span> : null}
            </p>
          ) : null}
        </form>
      )}
      {isPreview ? (
        <section className="preview">
          <InView>{t('enquire.preview.title')}</InView>
          <p>{t('enquire.preview.text')}</p>
          <ul>
            {chosen.map((id) => (
              <li key={id}>
                <ProvedName organisation={id} />
              </li>
            ))}
          </ul>
          <FormShown filled={form} />
          <p className="actions">
            <button type="button" disabled={sending.isPending || mailbox.isReading} onClick={() => sending.mutate()}>
              {t(sending.isPending ? 'composer.pending' : 'enquire.action', { count: chosen.length })}
            </button>
            <button type="button" className="quiet" disabled={sending.isPending} onClick={() => setIsPreview(false)}>
              {t('enquire.change')}
            </button>
            {isWaiting ? <span role="status">{t('composer.waiting')}</span> : null}
          </p>
        </section>
      ) : null}
      {sending.data == null ? null : <Outcome told={sending.data.told} failed={sending.data.failed} />}
      {sending.error === null ? null : <Refused error={sending.error} />}
    </Frame>
  );
}

/** By what is asked, where and when: nothing in it says who somebody is. */
function suggestedLabel(answers: Answers, words: FormWords | null, when: string): string {
  const named = fieldsOfForm(ENQUIRY)
    .filter(({ id }) => id === 'country' || id === 'service_types')
    .reverse();
  const said = named.flatMap((field) => {
    const [first] = codesOf(answers[field.id]);
    return words?.options(field.kind).find(({ code }) => code === first)?.label ?? [];
  });
  return [...said, when].join(', ').slice(0, LONGEST_LABEL);
}

/** Help is mostly looked for where it is asked: these States stand there until somebody says otherwise. */
function choosing(
  { answers, chosen: before, states: known }: Enquiry,
  chosen: readonly string[],
  seen: Readonly<Record<string, string>>,
): Partial<Enquiry> {
  const states = { ...known, ...seen };
  const isOurs = codesOf(answers.country).join() === statesOf(before, known).join();
  if (!isOurs) return { chosen, states };
  const countries = statesOf(chosen, states);
  return { chosen, states, answers: withAnswer(answers, 'country', countries.length === 0 ? undefined : countries) };
}

function statesOf(organisations: readonly string[], states: Readonly<Record<string, string>>): string[] {
  return [...new Set(organisations.flatMap((id) => states[id] || []))];
}

/** As many as one can see at a glance. */
const MOST_KNOWN = 6;

/** UUIDs of those with whom the own organisation has worked, the last one first. */
function askedBefore(matters: readonly ListedMatter[], own: string): string[] {
  const lastAct = ({ matter }: ListedMatter) => matter.acts.at(-1)?.receivedHour ?? '';
  const byLast = [...matters].sort((one, other) => (lastAct(one) < lastAct(other) ? 1 : -1));
  const counterparts = byLast.map(({ counterpart }) => counterpart).filter((id) => id !== own);
  return [...new Set(counterparts)].slice(0, MOST_KNOWN);
}

/** Each case has a draft of its own, and so has what begins with an entry of the directory. */
function pageOf(asked: URLSearchParams): string {
  const query = asked.toString();
  return query === '' ? '/portal/cases/enquire' : `/portal/cases/enquire?${query}`;
}

/** Who was asked and who was not, and why. */
function Outcome({ told, failed }: { told: readonly AskedOne[]; failed: readonly AskedOne[] }) {
  const t = usePortalText();
  const asked = told.map(({ organisation }) => (
    <p key={organisation} role="status">
      {t('enquire.asked')} <ProvedName organisation={organisation} />
    </p>
  ));
  const others = failed.map(({ organisation, error }) => (
    <div key={organisation}>
      <p>
        {t('enquire.failed')} <ProvedName organisation={organisation} />
      </p>
      <Refused error={error} />
    </div>
  ));
  return (
    <>
      {asked}
      {others}
    </>
  );
}
