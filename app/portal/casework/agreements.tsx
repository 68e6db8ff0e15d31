import type { Agreed } from '#casework/consent/consent.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { type FormWords, useLabel } from './form-words.ts';

/** What somebody agreed to, each with its end where the reader is. @param props.words in another language than the reader's */
export function Agreements({ agreed, words }: { agreed: readonly Agreed[]; words?: FormWords }) {
  const [own, ownLabel] = [usePortalText(), useLabel()];
  const { t, label } = words ?? { t: own, label: ownLabel };
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
