import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { useIsUnlocked } from './use-me.ts';

/** The gate to every page that needs open keys: it leads back after they were opened. */
export function Unlocked() {
  const isUnlocked = useIsUnlocked();
  const { pathname } = useLocation();
  return isUnlocked ? <Outlet /> : <Navigate to="/portal/sign-in" state={{ to: pathname }} replace />;
}
