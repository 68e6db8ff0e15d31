import type { Comparison } from '#casework/trust-record.ts';
import { exactTime } from '../exact-time.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';

/** Who of the own organisation compared words when, and how. */
export function Comparisons(props: { comparisons: readonly Comparison[]; members: OwnPortalOrganisation['members'] }) {
  const t = usePortalText();
  return (
    <ul>
      {props.comparisons.map(({ by, at, channel }) => (
        <li key={`${at} ${by.join(' ')}`}>
          {t('compare.done', {
            names: by.map((number) => memberName(t, props, number)).join(', '),
            time: exactTime(t, at),
            channel: t(`compare.channel.${channel}`),
          })}
        </li>
      ))}
    </ul>
  );
}
