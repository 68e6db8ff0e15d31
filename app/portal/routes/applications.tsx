import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApplicationsDocument, DecideDocument } from '#app/queries/portal/organisation.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

const APPLICATIONS = ['applications'];

/** Organisations that wait for a decision, with what they gave to be believed. */
export default function Applications() {
  const t = usePortalText();
  const { data, error } = useQuery({
    queryKey: APPLICATIONS,
    queryFn: async () => (await askPortal(ApplicationsDocument, {})).applications,
    staleTime: 0,
  });
  return (
    <Frame title={t('applications.title')}>
      <p className="lead">{t('applications.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      {data?.length === 0 ? <p>{t('applications.none')}</p> : null}
      {data?.map((application) => (
        <Application key={application.id} application={application} />
      ))}
    </Frame>
  );
}

function Application({ application }: { application: Waiting }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const deciding = useMutation({
    mutationFn: async (accepted: boolean) =>
      unlessRefused(
        (await askPortal(DecideDocument, { organisationId: application.id, accepted, reason })).decideApplication,
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: APPLICATIONS }),
  });
  return (
    <section className="card" aria-labelledby={application.id}>
      <h2 id={application.id}>{application.name}</h2>
      <p>
        {t(`kind.${application.kind as Kind}`)}, {application.stateCode}
        {application.sitsIn === null ? null : ` → ${application.sitsIn}`} · {t.date(application.appliedOn)}
      </p>
      <p>
        <a href={application.website} rel="noreferrer" target="_blank">
          {application.website}
        </a>
      </p>
      <h3>{t('apply.proofs')}</h3>
      <ol>
        {application.proofs.map((proof) => (
          <li key={proof}>{proof}</li>
        ))}
      </ol>
      <Field
        label={t('applications.reason')}
        hint={t('applications.reason.hint')}
        value={reason}
        onChange={setReason}
        autoComplete="off"
        required
      />
      {deciding.isError ? <Refused error={deciding.error} /> : null}
      <p className="actions">
        <button type="button" disabled={deciding.isPending} onClick={() => deciding.mutate(true)}>
          {t('applications.accept')}
        </button>
        <button type="button" className="quiet" disabled={deciding.isPending} onClick={() => deciding.mutate(false)}>
          {t('applications.refuse')}
        </button>
      </p>
    </section>
  );
}

interface Waiting {
  id: string;
  kind: string;
  stateCode: string;
  sitsIn: string | null;
  name: string;
  website: string;
  proofs: string[];
  appliedOn: string;
}
