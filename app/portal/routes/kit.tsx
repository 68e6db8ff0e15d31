import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { confirmKit, ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

/** Makes the organisation's recovery kit: printed first, and counted only when the paper was read. */
export default function Kit() {
  const t = usePortalText();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const making = useMutation({ mutationFn: () => vault().startKit() });
  const confirming = useMutation({
    mutationFn: async () => (own == null ? 0 : confirmKit(own, typed)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate();
  };
  if (confirming.isSuccess) {
    return (
      <Frame title={t('kit.title')}>
        <p className="lead" role="status">
          {t('kit.done')}
        </p>
        {confirming.data === 0 ? null : <p className="warning">{t('kit.missing', { count: confirming.data })}</p>}
        <p>
          <Link to="/portal/organisation">{t('organisation.title')}</Link>
        </p>
      </Frame>
    );
  }
  return (
    <Frame title={t('kit.title')}>
      <p className="lead">{t('kit.lead')}</p>
      <p>{t('kit.text')}</p>
      {making.isError ? <Refused error={making.error} /> : null}
      {making.isSuccess ? (
        <form onSubmit={send}>
          <div className="printed">
            <h2>{t('kit.paper', { organisation: own?.name ?? '' })}</h2>
            <p>{t('kit.paper.text', { address: `${location.origin}/portal/restore` })}</p>
            <pre className="words" id="kit" translate="no">
              {making.data}
            </pre>
          </div>
          <p>
            <button type="button" className="quiet" onClick={() => print()}>
              {t('kit.print')}
            </button>
          </p>
          <Field
            label={t('kit.confirm')}
            hint={t('kit.confirm.hint')}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            required
          />
          {confirming.isError ? <Refused error={confirming.error} /> : null}
          <button type="submit" disabled={confirming.isPending}>
            {t('kit.confirm.action')}
          </button>
        </form>
      ) : (
        <button type="button" disabled={making.isPending} onClick={() => making.mutate()}>
          {t('kit.action')}
        </button>
      )}
    </Frame>
  );
}
