import { Link } from 'react-router-dom';
import { Frame } from './frame.tsx';
import { usePortalText } from './text.tsx';

/** After an account was made: what happens next, and the way to sign in. */
export function AccountMade({ name, next }: { name: string; next?: string }) {
  const t = usePortalText();
  return (
    <Frame title={t('begin.done')}>
      <p className="lead">{t('begin.done.text', { name })}</p>
      {next === undefined ? null : <p>{next}</p>}
      <p>
        <Link className="button" to="/portal/sign-in" replace>
          {t('signIn.title')}
        </Link>
      </p>
    </Frame>
  );
}
