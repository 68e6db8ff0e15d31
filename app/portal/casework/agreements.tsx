import type { Agreed } from '#casework/consent/consent.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { useLabel } from './form-words.ts';

/** What somebody agreed to, each with its end where the reader is. */
export function Agreements({ agreed }: { agreed: readonly Agreed[] }) {
  const t = usePortalText();
  const label = useLabel();
  return (
    <ul>
      {agreed.map(({ scope, until }) => (
        <li key={scope}>
          {label(`scope.${scope}`)} · {t('case.until', { day: exactTime(t, until) })}
        </li>
      ))}
    </ul>
  );
}
