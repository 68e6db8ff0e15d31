import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router-dom';
import { SetRotaDocument } from '#app/queries/portal/reminders.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { REMINDERS, useReminders } from './use-reminders.ts';

/** Who is reminded of what nobody has opened, one after the other. */
export function Rota() {
  const t = usePortalText();
  const { own, error } = useReminders();
  return (
    <>
      <h2>{t('rota.title')}</h2>
      <p>{t('rota.text')}</p>
      {error === null ? null : <Refused error={error} />}
      {own?.notices.sendsMail === false ? <p className="warning">{t('notices.never')}</p> : null}
      {own === null ? null : <Mailboxes rota={own.reminders.rota} />}
      <p>
        {t('rota.none')} <Link to="/portal/notices">{t('notices.title')}</Link>
      </p>
    </>
  );
}

function Mailboxes({ rota }: { rota: readonly string[] }) {
  const t = usePortalText();
  const id = useId();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(rota.join('\n'));
  const keeping = useMutation({
    mutationFn: async () => {
      const mailboxes = typed.split('\n').filter((line) => line.trim() !== '');
      return unlessRefused((await askPortal(SetRotaDocument, { mailboxes })).setRota);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: REMINDERS }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  return (
    <form onSubmit={send}>
      <p className="field">
        <label htmlFor={id}>{t('rota.mailboxes')}</label>
        <span className="muted" id={`${id}-hint`}>
          {t('rota.mailboxes.hint')}
        </span>
        <textarea
          id={id}
          rows={4}
          value={typed}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            keeping.reset();
          }}
        />
      </p>
      {keeping.isError ? <Refused error={keeping.error} /> : null}
      <p className="actions">
        <button type="submit" disabled={keeping.isPending}>
          {t('rota.action')}
        </button>
      </p>
      <div role="status">{keeping.isSuccess ? <p>{t('rota.done')}</p> : null}</div>
    </form>
  );
}
