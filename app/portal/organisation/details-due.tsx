import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { CHECK_COUNTS_FOR, isToBeConfirmed } from '#casework/consent/checked-lately.ts';
import { usePortalText } from '../text.tsx';
import { LastChecked } from './details-check.tsx';
import { ORGANISATION, readOrganisation } from './organisation.ts';

/** Reminds administrators to confirm the details, before nothing about a person may be sent to the organisation. */
export function DetailsDue() {
  const t = usePortalText();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const isAdministrator = own?.members.some(({ isMe, roles }) => isMe && roles.includes('administrator')) === true;
  if (own?.standing !== 'active' || !isAdministrator || !isToBeConfirmed(own, new Date())) return null;
  return (
    <section className="card" aria-labelledby="details-due-title">
      <h2 id="details-due-title">{t('details.due')}</h2>
      <p>
        <LastChecked day={own.lastCheckedOn} /> {t('details.text', { days: CHECK_COUNTS_FOR })}{' '}
        <Link to="/portal/organisation">{t('organisation.title')}</Link>
      </p>
    </section>
  );
}
