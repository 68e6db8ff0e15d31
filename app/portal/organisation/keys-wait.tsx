import { Link } from 'react-router-dom';
import { usePortalText } from '../text.tsx';

/** For whoever has joined and is not certified yet. */
export function KeysWait() {
  const t = usePortalText();
  return (
    <p className="warning">
      {t('organisation.notYet')} <Link to="/portal/organisation">{t('organisation.title')}</Link>
    </p>
  );
}
