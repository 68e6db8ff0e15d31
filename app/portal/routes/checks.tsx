import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  CheckAgainDocument,
  type OrganisationToCheck,
  SupervisedDocument,
} from '#app/queries/portal/administration.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { LinkedEntries } from '../linked-entries.tsx';
import { Refused } from '../refused.tsx';
import { StandingName } from '../standing-name.tsx';
import { SUPERVISED } from '../supervised.ts';
import { usePortalText } from '../text.tsx';
import { WishedKey } from '../wished-key.tsx';

/** The organisations over which one decides: when each is checked again, and which entries it stands behind. */
export default function Checks() {
  const t = usePortalText();
  const { data, error } = useQuery({
    queryKey: SUPERVISED,
    queryFn: () => askPortal(SupervisedDocument, {}),
    staleTime: 0,
  });
  return (
    <Frame title={t('checks.title')}>
      <p className="lead">{t('checks.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      {data?.organisationsToCheck.length === 0 ? <p>{t('checks.none')}</p> : null}
      {data?.organisationsToCheck.map((organisation) => (
        <Check key={organisation.id} organisation={organisation} />
      ))}
      {data === undefined || data.supervisedOrganisations.length === 0 ? null : (
        <>
          <h2>{t('checks.all')}</h2>
          <ul className="members">
            {data.supervisedOrganisations.map((organisation) => (
              <li key={organisation.id}>
                <strong>{organisation.name}</strong> · {t(`kind.${organisation.kind as Kind}`)},{' '}
                {organisation.stateCode} · <StandingName standing={organisation.standing} />
                {organisation.standing !== 'active' && organisation.entries.length > 0 ? (
                  <LinkedEntries organisation={organisation} mayLink={false} />
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Frame>
  );
}

function Check({ organisation }: { organisation: OrganisationToCheck }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { id, kind, stateCode, sitsIn, name, address, lastCheckedOn, checkAgainOn, isOverdue } = organisation;
  const checking = useMutation({
    mutationFn: async () =>
      unlessRefused((await askPortal(CheckAgainDocument, { organisationId: id, reason })).checkAgain),
    onSuccess: () => {
      setReason('');
      return queries.invalidateQueries({ queryKey: SUPERVISED });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    checking.mutate();
  };
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p>
        {t(`kind.${kind as Kind}`)}, {stateCode}
        {sitsIn === null ? null : ` → ${sitsIn}`} · {address}@{location.host}
      </p>
      <p className={isOverdue ? 'warning' : undefined}>
        {checkAgainOn === null
          ? t('checks.never')
          : t(isOverdue ? 'checks.overdue' : 'checks.next', { day: t.date(checkAgainOn) })}
      </p>
      {lastCheckedOn === null ? null : (
        <p>
          {t('checks.last', { day: t.date(lastCheckedOn) })} <q>{organisation.reason}</q>
        </p>
      )}
      <form onSubmit={send}>
        <Field
          label={t('checks.reason')}
          hint={t('checks.reason.hint')}
          value={reason}
          onChange={setReason}
          autoComplete="off"
          required
        />
        {checking.isError ? <Refused error={checking.error} /> : null}
        <button type="submit" disabled={checking.isPending}>
          {t('checks.action')}
        </button>
      </form>
      <WishedKey organisation={organisation} />
      <LinkedEntries organisation={organisation} mayLink />
    </section>
  );
}
