import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { lock } from '#app/vault/vault.ts';
import { Frame } from './frame.tsx';
import { Upkeep } from './organisation/upkeep.tsx';
import { OwesFactor, OwesPassphrase } from './owed.tsx';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';
import { useIsUnlocked, useMe } from './use-me.ts';

/** The gate to every page that needs open keys: it leads back after they were opened, and first has settled what is owed. */
export function Unlocked() {
  const t = usePortalText();
  const isUnlocked = useIsUnlocked();
  const { pathname, search } = useLocation();
  const { data: me, error } = useMe();
  const hasLeft = me === null;
  useEffect(() => {
    // Signed out elsewhere, or by somebody else.
    if (hasLeft) lock('signed out');
  }, [hasLeft]);
  if (!isUnlocked) return <Navigate to="/portal/sign-in" state={{ to: `${pathname}${search}` }} replace />;
  if (me == null) {
    return (
      <Frame title={t('home.title')} isPending={error === null}>
        {error === null ? null : <Refused error={error} />}
      </Frame>
    );
  }
  if (me.owesPassphrase) return <OwesPassphrase />;
  if (me.lacksFactor) return <OwesFactor />;
  return (
    <>
      <Upkeep />
      <Outlet />
    </>
  );
}
