import type { Agreed } from '#casework/consent/consent.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { type FormWords, useLabel } from './form-words.ts';

/**
 * What somebody agreed to, each with its end where the reader is.
 *
 * @param props.takenBack what of it does not hold any more
 * @param props.words in another language than the reader's
 */
export function Agreements(props: { agreed: readonly Agreed[]; takenBack?: readonly Scope[]; words?: FormWords }) {
  const { agreed, takenBack = [], words } = props;
  const [own, ownLabel] = [usePortalText(), useLabel()];
  const { t, label } = words ?? { t: own, label: ownLabel };
  return (
    <ul>
      {agreed.map(({ scope, until }) => (
        <li key={scope}>
          {label(`scope.${scope}`)} ·{' '}
          {takenBack.includes(scope) ? (
            <strong>{t('case.told.takenBack')}</strong>
          ) : (
            t('case.until', { day: exactTime(t, until) })
          )}
        </li>
      ))}
    </ul>
  );
}
