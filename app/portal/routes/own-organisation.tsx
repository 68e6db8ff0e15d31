import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { DetailsCheck } from '../organisation/details-check.tsx';
import { Invitations } from '../organisation/invitations.tsx';
import { Members } from '../organisation/members.tsx';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Rota } from '../organisation/rota.tsx';
import { Safeguards } from '../organisation/safeguards.tsx';
import { WakeDays } from '../organisation/wake-days.tsx';
import { RecoveryRequests } from '../recovery-requests.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

/** Who belongs to the organisation, and who is reminded; administrators invite, certify, dismiss and confirm its details here. */
export default function OwnOrganisation() {
  const t = usePortalText();
  const { data: own, error } = useQuery({
    queryKey: ORGANISATION,
    queryFn: readOrganisation,
    staleTime: 0,
    // Whoever waits to be certified sees it come.
    refetchInterval: 10_000,
  });
  const me = own?.members.find(({ isMe }) => isMe);
  // Whoever is shut out reads why, and changes nothing.
  const isAtWork = own?.standing === 'applied' || own?.standing === 'active';
  const isAdministrator = isAtWork && me?.roles.includes('administrator') === true;
  const isInCharge = isAdministrator || (isAtWork && me?.roles.includes('supervisor') === true);
  return (
    <Frame title={t('organisation.title')}>
      {error === null ? null : <Refused error={error} />}
      {own === null ? <p>{t('organisation.none')}</p> : null}
      {own == null ? null : (
        <>
          <p className="lead">{own.name}</p>
          <p>
            {t(`kind.${own.kind as Kind}`)}, {own.stateCode} · {own.address}@{location.host}
          </p>
          <p className={own.standing === 'active' ? undefined : 'warning'}>
            {t(`standing.${own.standing as 'applied' | 'refused' | 'active' | 'suspended' | 'left'}`)}
          </p>
          {['active', 'suspended', 'left'].includes(own.standing) ? (
            <p>
              <Link to={`/portal/organisations/${own.id}`}>{t('organisation.seen')}</Link>
            </p>
          ) : null}
          {me?.number === null ? <p className="warning">{t('organisation.notYet')}</p> : null}
          {isAdministrator && own.standing === 'active' ? <DetailsCheck own={own} /> : null}
          <RecoveryRequests requests={own.recoveryRequests} />
          <Members own={own} isAdministrator={isAdministrator} />
          {isAdministrator ? <Invitations own={own} /> : null}
          {isInCharge ? <Rota /> : null}
          <WakeDays mayChange={isInCharge} />
          <Safeguards own={own} isAdministrator={isAdministrator} />
        </>
      )}
    </Frame>
  );
}
