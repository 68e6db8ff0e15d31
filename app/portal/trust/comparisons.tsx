import type { Comparison } from '#casework/trust-record.ts';
import { exactTime } from '../exact-time.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';
import { SetAside } from './set-aside.tsx';

/** Who of the own organisation compared words when, and how; each can be taken back. */
export function Comparisons({ comparisons, own }: { comparisons: readonly Comparison[]; own: OwnPortalOrganisation }) {
  const t = usePortalText();
  return (
    <ul>
      {comparisons.map((comparison) => (
        <li key={comparison.hash}>
          {t('compare.done', {
            names: comparison.by.map((number) => memberName(t, own, number)).join(', '),
            time: exactTime(t, comparison.at),
            channel: t(`compare.channel.${comparison.channel}`),
          })}
          <SetAside written={comparison} isComparison own={own} />
        </li>
      ))}
    </ul>
  );
}
