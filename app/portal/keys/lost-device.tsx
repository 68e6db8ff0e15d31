import { Link } from 'react-router-dom';
import { usePortalText } from '../text.tsx';

/** What to do, in order, when a device is gone. */
export function LostDevice() {
  const t = usePortalText();
  return (
    <section aria-labelledby="lost-title">
      <h2 id="lost-title">{t('lost.title')}</h2>
      <ol>
        <li>
          {t('lost.sessions')} <Link to="/portal/sessions">{t('sessions.title')}</Link>
        </li>
        <li>{t('lost.factor')}</li>
        <li>{t('lost.passphrase')}</li>
        <li>{t('lost.keys')}</li>
      </ol>
    </section>
  );
}
