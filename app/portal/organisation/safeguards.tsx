import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { PortalOrganisation } from '#app/queries/portal/organisation.ts';
import { vault } from '#app/vault/vault.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

/** What keeps the organisation going when keys are lost, as its own proved statement says. */
export function Safeguards({ own, isAdministrator }: { own: PortalOrganisation; isAdministrator: boolean }) {
  const t = usePortalText();
  const { data: statement, error } = useQuery({
    queryKey: ['own statement', own.statement],
    queryFn: () => vault().readStatement(own),
  });
  if (error !== null) return <Refused error={error} />;
  if (statement === undefined) return null;
  const administrators = statement.members.filter(
    ({ revoked, roles }) => revoked === null && roles.includes('administrator'),
  ).length;
  const hasKit = statement.recoveryKit !== null;
  return (
    <>
      <h2>{t('safeguards.title')}</h2>
      <p>{t('safeguards.valid', { until: t.date(statement.expiresAt.slice(0, 10)) })}</p>
      <p className={administrators < 2 && !hasKit ? 'warning' : undefined}>
        {t('safeguards.administrators', { count: administrators })} {t(hasKit ? 'safeguards.kit' : 'safeguards.noKit')}
        {administrators < 2 && !hasKit ? ` ${t('safeguards.alone')}` : null}
      </p>
      {isAdministrator ? (
        <p>
          <Link to="/portal/organisation/kit">{t(hasKit ? 'kit.again' : 'kit.title')}</Link>
        </p>
      ) : null}
    </>
  );
}
