import { Link } from 'react-router-dom';

import type { ProvedKey } from '#app/vault/prove-key.ts';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';

/** In one line who vouches for a key and since when; everything that speaks against sealing to it stands out. */
export function WhoVouches({ proved }: { proved: ProvedKey }) {
  const t = usePortalText();
  if (proved.outcome === 'refused') {
    return (
      <p className="warning" role="alert">
        <strong>{t('other.unproved')}.</strong> {t('other.notSealed')} {t(`proof.${proved.code}`)}
      </p>
    );
  }
  const { organisation, sealTo, stops, warnings, vouchedBy, since } = proved.proof;
  const state = stateNameOf(t, vouchedBy.state);
  return (
    <>
      <p className="muted">
        {t('composer.vouches', { name: organisation.name, state, since: t.date(since) })}{' '}
        <Link to={`/portal/organisations/${organisation.id}`}>{t('composer.words')}</Link>
      </p>
      {sealTo === null ? (
        <div className="warning" role="alert">
          <p>
            <strong>{t('other.notSealed')}</strong>
          </p>
          <ul>
            {stops.map(({ code }) => (
              <li key={code}>{t(`stop.${code}`)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {warnings.map(({ code }) => (
        <p key={code} className="warning">
          {t(`warning.${code}`)}
        </p>
      ))}
    </>
  );
}
