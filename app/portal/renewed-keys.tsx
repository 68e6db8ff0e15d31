import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router-dom';
import { ORGANISATION, renewKeys } from './organisation/organisation.ts';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';
import { useIsUnlocked, useMe } from './use-me.ts';

/** A member whose keys were ended takes new ones into the same account. */
export function RenewedKeys({ link, invitation }: { link: string; invitation: string }) {
  const t = usePortalText();
  const isUnlocked = useIsUnlocked();
  const { data: me } = useMe();
  const { pathname, hash } = useLocation();
  const queries = useQueryClient();
  const renewing = useMutation({
    mutationFn: (id: string) => renewKeys(id, link, invitation, hash),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  if (!isUnlocked) return <Navigate to="/portal/sign-in" state={{ to: `${pathname}${hash}` }} replace />;
  if (me == null) return null;
  if (renewing.isSuccess) return <p role="status">{t('newKeys.done')}</p>;
  return (
    <>
      <p>{t('newKeys.text', { name: me.signInName })}</p>
      {renewing.isError ? <Refused error={renewing.error} /> : null}
      <button type="button" disabled={renewing.isPending} onClick={() => renewing.mutate(me.id)}>
        {t('newKeys.take')}
      </button>
    </>
  );
}
