import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CaseThread, LONGEST_LABEL } from '#casework/case/case.ts';
import { Field } from '../field.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { beginCase, tell } from './begin.ts';

/** A matter that somebody else began gets a label, and with it a case of the own organisation: colleagues find it again. */
export function NameMatter({ counterpart, thread, own }: CaseThread & { own: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  const naming = useDoing({
    mutationFn: async () => {
      const id = await beginCase(label.trim(), own);
      await tell({ kind: 'case_thread', body: { case: id, counterpart, thread } }, own);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.mutate();
  };
  return (
    <details>
      <summary>{t('name.title')}</summary>
      <form onSubmit={submit}>
        <Field
          label={t('enquire.label')}
          hint={t('enquire.label.hint')}
          value={label}
          onChange={(typed) => setLabel(typed.slice(0, LONGEST_LABEL))}
          autoComplete="off"
        />
        <p className="actions">
          <button type="submit" disabled={label.trim() === '' || naming.isPending}>
            {t('name.action')}
          </button>
        </p>
        {naming.error === null ? null : <Refused error={naming.error} />}
      </form>
    </details>
  );
}
