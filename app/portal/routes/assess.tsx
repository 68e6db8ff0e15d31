import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { ADULT_ASSESSMENT } from '#casework/forms/adult-assessment.ts';
import { type Answers, type FilledForm, withAnswer } from '#casework/forms/answers.ts';
import { carriedOver } from '#casework/forms/carried-over.ts';
import { type Fault, faultsOf, filled, isEmpty } from '#casework/forms/faults.ts';
import type { Section } from '#casework/forms/form.ts';
import { fromUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { keepAssessment } from '../casework/begin.ts';
import { FormFields } from '../casework/form-fields.tsx';
import { useFormWords } from '../casework/form-words.ts';
import { useCases } from '../casework/use-cases.ts';
import { useFormDraft } from '../casework/use-form-draft.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';

interface Assessment {
  answers: Answers;
  /** What was kept when somebody began to change it, as text; null: nobody has. */
  from: string | null;
}

/** The assessment of an adult, part by part over as many sittings as it takes. It stays in the organisation until parts of it are shared. */
export default function Assess() {
  const t = usePortalText();
  const { id: caseId = '' } = useParams();
  const go = useNavigate();
  const queries = useQueryClient();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const words = useFormWords();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const found = known?.cases.find(({ id }) => id === caseId) ?? null;
  const draft = useFormDraft<Assessment>(`/portal/cases/${caseId}/assess`, { answers: {}, from: null });
  const { from } = draft.filled;
  const kept = found?.assessment ?? null;
  const keptAnswers = carriedOver(ADULT_ASSESSMENT, kept ?? { answers: {} });
  const answers = from === null ? keptAnswers : draft.filled.answers;
  const isNewer = from !== null && textOf(kept) !== from;
  const fill = (now: Answers) => draft.fill({ answers: now, from: from ?? textOf(kept) });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const keeping = useDoing({
    mutationFn: async () => {
      if (own == null) return;
      await keepAssessment(caseId, filled(ADULT_ASSESSMENT, answers), own.id);
      await draft.drop().catch(() => undefined);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      go(`/portal/cases/${caseId}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(ADULT_ASSESSMENT, answers);
    setFaults(wrong);
    if (wrong.length === 0) keeping.mutate();
  };
  const fold = ({ id, fields }: Section): string => {
    const count = fields.filter((field) => !isEmpty(answers[field.id])).length;
    return t('assess.part', { part: words?.label(`section.A.${id}`) ?? '', count });
  };
  return (
    <Frame title={t('assess.title')}>
      <p className="lead">{t('assess.lead')}</p>
      <p>{t('assess.ours')}</p>
      <MailboxProgress mailbox={mailbox} />
      {known !== null && found === null && !mailbox.isReading ? <p role="status">{t('case.none')}</p> : null}
      {words === null || found === null ? null : (
        <form onSubmit={submit} noValidate>
          <fieldset disabled={!draft.isReady || mailbox.isReading || keeping.isPending} className="plain">
            <FormFields
              form={ADULT_ASSESSMENT}
              folded={fold}
              answers={answers}
              onAnswer={(field, answer) => fill(withAnswer(answers, field, answer))}
              faults={faults}
              words={words}
            />
          </fieldset>
          {isNewer ? (
            <div className="warning" role="alert">
              <p>{t('assess.newer')}</p>
              <button
                type="button"
                className="quiet"
                onClick={() => draft.fill({ answers: keptAnswers, from: textOf(kept) })}
              >
                {t('assess.takeNewer')}
              </button>
            </div>
          ) : null}
          <p className="actions">
            <button type="submit" disabled={keeping.isPending || mailbox.isReading}>
              {t(keeping.isPending ? 'composer.pending' : 'assess.keep')}
            </button>
            <span className="muted">{t('assess.draft')}</span>
          </p>
        </form>
      )}
      {keeping.error === null ? null : <Refused error={keeping.error} />}
    </Frame>
  );
}

/** For comparing: a colleague may keep another one meanwhile. */
function textOf(kept: FilledForm | null): string {
  return kept === null ? '' : fromUtf8(canonicalJson(kept));
}
