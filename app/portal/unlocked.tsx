import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { Upkeep } from './organisation/upkeep.tsx';
import { OwesFactor, OwesPassphrase } from './owed.tsx';
import { useIsUnlocked, useMe } from './use-me.ts';

/** The gate to every page that needs open keys: it leads back after they were opened, and first has settled what is owed. */
export function Unlocked() {
  const isUnlocked = useIsUnlocked();
  const { pathname } = useLocation();
  const { data: me } = useMe();
  if (!isUnlocked) return <Navigate to="/portal/sign-in" state={{ to: pathname }} replace />;
  if (me?.owesPassphrase === true) return <OwesPassphrase />;
  if (me?.lacksFactor === true) return <OwesFactor />;
  return (
    <>
      <Upkeep />
      <Outlet />
    </>
  );
}
