import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PortalRecoveryRequest } from '#app/queries/portal/organisation.ts';
import { ORGANISATION } from './organisation/organisation.ts';
import { decideRecovery } from './recover.ts';
import { Refused } from './refused.tsx';
import { SureButton } from './sure-button.tsx';
import { usePortalText } from './text.tsx';

/** Colleagues who wait for an administrator's word to get back to their keys. */
export function RecoveryRequests({ requests }: { requests: readonly PortalRecoveryRequest[] }) {
  const t = usePortalText();
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="requests-title">
      <h2 id="requests-title">{t('requests.title')}</h2>
      <ul className="members">
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request: { id, signInName: name, device } }: { request: PortalRecoveryRequest }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const deciding = useMutation({
    mutationFn: (confirmed: boolean) => decideRecovery(id, confirmed),
    onSettled: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  return (
    <li>
      <p>{t('requests.one', { name, device })}</p>
      <div className="actions">
        <SureButton label={t('requests.confirm')} onSure={() => deciding.mutate(true)}>
          {t('requests.confirm.text', { name })}
        </SureButton>
        <button type="button" className="quiet" disabled={deciding.isPending} onClick={() => deciding.mutate(false)}>
          {t('applications.refuse')}
        </button>
      </div>
      {deciding.isError ? <Refused error={deciding.error} /> : null}
    </li>
  );
}
