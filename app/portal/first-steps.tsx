import { Link } from 'react-router-dom';
import type { Me } from '#app/queries/portal/me.ts';
import { Pair } from './pair.tsx';
import { usePortalText } from './text.tsx';

/** What this person has not done yet and would miss one day. */
export function FirstSteps({ me }: { me: Me }) {
  const t = usePortalText();
  const isWithoutFactor = !me.hasTotp && me.passkeys.length === 0;
  if (!isWithoutFactor && me.recoveryCodeMadeOn !== null) return null;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps">{t('steps.title')}</h2>
      <ul>
        {me.recoveryCodeMadeOn === null ? (
          <li>
            <Pair name={<Link to="/portal/keys">{t('recovery.make')}</Link>}>{t('steps.recovery')}</Pair>
          </li>
        ) : null}
        {isWithoutFactor ? (
          <li>
            <Pair name={<Link to="/portal/keys">{t('owed.factor.title')}</Link>}>{t('steps.factor')}</Pair>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
