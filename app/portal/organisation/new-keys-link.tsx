import { useMutation } from '@tanstack/react-query';
import type { PortalMember } from '#app/queries/portal/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { LinkToPassOn } from './link-to-pass-on.tsx';
import { invite } from './organisation.ts';

/** Brings back somebody whose keys were ended: the same account, new keys. */
export function NewKeysLink({ member: { accountId, roles } }: { member: PortalMember }) {
  const t = usePortalText();
  const inviting = useMutation({ mutationFn: () => invite(roles, accountId) });
  if (inviting.isSuccess) return <LinkToPassOn link={inviting.data} />;
  return (
    <>
      <button type="button" className="quiet" disabled={inviting.isPending} onClick={() => inviting.mutate()}>
        {t('newKeys.action')}
      </button>
      {inviting.isError ? <Refused error={inviting.error} /> : null}
    </>
  );
}
