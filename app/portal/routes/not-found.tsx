import { Link } from 'react-router-dom';
import { Frame } from '../frame.tsx';
import { usePortalText } from '../text.tsx';

export default function NotFound() {
  const t = usePortalText();
  return (
    <Frame title={t('notFound.title')}>
      <p>
        <Link to="/portal">{t('home.title')}</Link>
      </p>
    </Frame>
  );
}
