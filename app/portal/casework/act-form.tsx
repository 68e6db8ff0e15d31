import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answers, withAnswer } from '#casework/forms/answers.ts';
import { type Fault, faultsOf } from '#casework/forms/faults.ts';
import { ACT_FORMS, bodyOf, givenBy, type WrittenInPlace } from '#casework/matter/act-forms.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { send } from '../mailbox/send.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { FormFields } from './form-fields.tsx';
import { useFormWords } from './form-words.ts';

/** One act that is open now: what it asks, and the way to seal and send it. */
export function ActForm(props: { kind: WrittenInPlace; listed: ListedMatter; own: string; onDone: () => void }) {
  const { kind, listed, own, onDone } = props;
  const { counterpart, thread, matter } = listed;
  const t = usePortalText();
  const queries = useQueryClient();
  const words = useFormWords();
  const form = ACT_FORMS[kind];
  const [answers, setAnswers] = useState<Answers>(givenBy(kind));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const sending = useMutation({
    mutationFn: () =>
      send({ receiver: counterpart, thread, kind, body: bodyOf(kind, answers, matter.standing), blobs: [] }, own),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(form, answers);
    setFaults(found);
    if (found.length === 0) sending.mutate();
  };
  if (words === null) return null;
  return (
    <form onSubmit={submit} noValidate className="act-form">
      <p>{t(`act.${kind}.text`)}</p>
      <FormFields
        form={form}
        answers={answers}
        onAnswer={(field, answer) => setAnswers((before) => withAnswer(before, field, answer))}
        faults={faults}
        words={words}
      />
      <p className="actions">
        <button type="submit" disabled={sending.isPending}>
          {t(sending.isPending ? 'composer.pending' : `act.${kind}`)}
        </button>
      </p>
      {faults.length === 0 ? null : (
        <p className="warning" role="alert">
          {t('form.faults', { count: faults.length })}
        </p>
      )}
      {sending.error === null ? null : <Refused error={sending.error} />}
    </form>
  );
}
