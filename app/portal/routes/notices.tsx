import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { NoticesDocument, SetNoticeMailboxDocument } from '#app/queries/portal/administration.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

const NOTICES = ['notices'];

/** Where the organisation is told by e-mail that there is something new. */
export default function Notices() {
  const t = usePortalText();
  const { data: organisation, error } = useQuery({
    queryKey: NOTICES,
    queryFn: async () => (await askPortal(NoticesDocument, {})).me?.organisation ?? null,
    staleTime: 0,
  });
  const isAdministrator = organisation?.members.some(({ isMe, roles }) => isMe && roles.includes('administrator'));
  return (
    <Frame title={t('notices.title')}>
      <p className="lead">{t('notices.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      {organisation === null ? <p>{t('organisation.none')}</p> : null}
      {organisation?.notices.sendsMail === false ? <p className="warning">{t('notices.never')}</p> : null}
      {isAdministrator === true ? (
        <Mailbox key={organisation?.id} mailbox={organisation?.notices.mailbox ?? ''} />
      ) : null}
      {isAdministrator === false ? <p>{t('notices.administrators')}</p> : null}
    </Frame>
  );
}

function Mailbox({ mailbox }: { mailbox: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(mailbox);
  const keeping = useMutation({
    mutationFn: async () =>
      unlessRefused((await askPortal(SetNoticeMailboxDocument, { mailbox: typed })).setNoticeMailbox),
    onSuccess: () => queries.invalidateQueries({ queryKey: NOTICES }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  return (
    <form onSubmit={send}>
      <Field
        label={t('notices.mailbox')}
        hint={t('notices.mailbox.hint')}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          keeping.reset();
        }}
        autoComplete="off"
      />
      {keeping.isError ? <Refused error={keeping.error} /> : null}
      <p className="actions">
        <button type="submit" disabled={keeping.isPending}>
          {t('notices.action')}
        </button>
      </p>
      <div role="status">{keeping.isSuccess ? <p>{t('notices.done')}</p> : null}</div>
    </form>
  );
}
