import type { TrustRecord } from '#casework/trust-record.ts';
import { exactTime } from '../exact-time.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';
import { SetAside } from './set-aside.tsx';

/** What members have seen of other organisations; what nobody can have seen, two of them set aside. */
export function Sightings({ sightings, own }: Pick<TrustRecord, 'sightings'> & { own: OwnPortalOrganisation }) {
  const t = usePortalText();
  if (sightings.length === 0) return null;
  return (
    <details>
      <summary>{t('sightings.title', { count: sightings.length })}</summary>
      <p>{t('sightings.text')}</p>
      <ul>
        {sightings.map((sighting) => (
          <li key={sighting.hash}>
            <ProvedName organisation={sighting.organisation} /> ·{' '}
            {t('sightings.by', {
              names: sighting.by.map((number) => memberName(t, own, number)).join(', '),
              time: exactTime(t, sighting.at),
            })}
            <SetAside written={sighting} isComparison={false} own={own} />
          </li>
        ))}
      </ul>
    </details>
  );
}
