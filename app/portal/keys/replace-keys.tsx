import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Field } from '../field.tsx';
import { ORGANISATION, readOrganisation, replaceOwnKeys } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { ME } from '../use-me.ts';

/** Administrators replace their own keys; for everybody else an administrator makes a link. */
export function ReplaceKeys({ me }: { me: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [lostOn, setLostOn] = useState('');
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation, staleTime: 0 });
  const replacing = useMutation({
    mutationFn: async () =>
      own == null ? undefined : replaceOwnKeys(me, own, lostOn === '' ? null : new Date(`${lostOn}T00:00:00Z`)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ORGANISATION });
      await queries.invalidateQueries({ queryKey: ['own keys'] });
      await queries.invalidateQueries({ queryKey: ME });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    replacing.mutate();
  };
  if (own?.members.find(({ isMe }) => isMe)?.roles.includes('administrator') !== true) return null;
  if (replacing.isSuccess) return <p role="status">{t('replaceKeys.done')}</p>;
  return (
    <section aria-labelledby="replace-title">
      <h2 id="replace-title">{t('replaceKeys.title')}</h2>
      <p>{t('replaceKeys.text')}</p>
      <form onSubmit={send}>
        <Field
          label={t('replaceKeys.since')}
          hint={t('replaceKeys.since.hint')}
          type="date"
          value={lostOn}
          onChange={setLostOn}
          autoComplete="off"
        />
        {replacing.isError ? <Refused error={replacing.error} /> : null}
        <button type="submit" className="quiet" disabled={replacing.isPending}>
          {t('replaceKeys.action')}
        </button>
      </form>
    </section>
  );
}
