import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { OpenInvitationDocument } from '#app/queries/portal/organisation.ts';
import { AccountForm } from '../account-form.tsx';
import { AccountMade } from '../account-made.tsx';
import { askPortal, PortalRefusal } from '../ask.ts';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { RenewedKeys } from '../renewed-keys.tsx';
import { RoleNames } from '../role-names.tsx';
import { join } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

/** A newcomer answers an invitation. The part of the link behind the # stays in this browser. */
export default function Join() {
  const t = usePortalText();
  const { link = '' } = useParams();
  const { hash } = useLocation();
  const [made, setMade] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['invitation', link],
    queryFn: async () => {
      const { invitation } = await askPortal(OpenInvitationDocument, { link });
      if (invitation === null) throw new PortalRefusal('LINK_SPENT');
      return invitation;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (made !== null) return <AccountMade name={made} next={t('join.next')} />;
  return (
    <Frame title={t('join.title')}>
      {error === null ? null : <Refused error={error} />}
      {data === undefined ? null : (
        <>
          <p className="lead">{t('join.lead', { organisation: data.organisationName })}</p>
          <p>
            <RoleNames roles={data.roles} />
          </p>
          {data.isRenewal ? (
            <RenewedKeys link={link} invitation={data.id} />
          ) : (
            <AccountForm
              action={t('begin.action')}
              make={(name, passphrase) => join(link, hash, name, passphrase)}
              onMade={setMade}
            />
          )}
        </>
      )}
    </Frame>
  );
}
