import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { usePortalText } from '../text.tsx';
import { toCertify } from './newcomers.ts';
import { ORGANISATION, readOrganisation } from './organisation.ts';

/** Tells administrators who has joined and can open nothing before they have certified the keys. */
export function ToCertify() {
  const t = usePortalText();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const names = toCertify(own ?? null);
  if (names.length === 0) return null;
  return (
    <section className="card" aria-labelledby="to-certify-title">
      <h2 id="to-certify-title">{t('toCertify.title')}</h2>
      <p>
        {t('toCertify.text', { count: names.length, names: t.list(names) })}{' '}
        <Link to="/portal/organisation">{t('organisation.title')}</Link>
      </p>
    </section>
  );
}
