import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { ORGANISATION, type OwnPortalOrganisation, renew } from './organisation.ts';

/** What keeps the organisation going when keys are lost, as its own proved statement says. */
export function Safeguards({ own, isAdministrator }: { own: OwnPortalOrganisation; isAdministrator: boolean }) {
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
      {isAdministrator && Date.parse(statement.expiresAt) < Date.now() ? <Renewal own={own} /> : null}
      <p className={administrators < 2 && !hasKit ? 'warning' : undefined}>
        {t('safeguards.administrators', { count: administrators })} {t(hasKit ? 'safeguards.kit' : 'safeguards.noKit')}
        {administrators < 2 && !hasKit ? ` ${t('safeguards.alone')}` : null}
      </p>
      {isAdministrator ? (
        <p>
          <Link to="/portal/organisation/kit">{t(hasKit ? 'kit.again' : 'kit.title')}</Link> ·{' '}
          <Link to="/portal/organisation/key">{t('enrolmentKey.title')}</Link>
        </p>
      ) : null}
    </>
  );
}

/** What has ended is signed anew only by somebody who has looked at the members above: it may be an old one. */
function Renewal({ own }: { own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const renewing = useMutation({
    mutationFn: () => renew(own),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  return (
    <div className="warning">
      <p>{t('safeguards.ended')}</p>
      <button type="button" disabled={renewing.isPending} onClick={() => renewing.mutate()}>
        {t('safeguards.renew')}
      </button>
      {renewing.isError ? <Refused error={renewing.error} /> : null}
    </div>
  );
}
