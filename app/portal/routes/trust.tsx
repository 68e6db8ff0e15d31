import { useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import type { TrustRecord } from '#casework/trust-record.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';
import { Comparisons } from '../trust/comparisons.tsx';
import { Sightings } from '../trust/sightings.tsx';
import { useTrustRecord } from '../trust/use-trust-record.ts';

/** The trust record of the own organisation, and the words by which two devices compare that they know the same. */
export default function Trust() {
  const t = usePortalText();
  const { mailbox, record, own } = useTrustRecord();
  const { data: words } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'trust words'],
    queryFn: () => vault().trustRecordWords(),
    enabled: record !== null,
  });
  return (
    <Frame title={t('trust.title')}>
      <p className="lead">{t('trust.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {record === null || own === null ? null : (
        <>
          {record.gaps.length === 0 ? null : (
            <p className="warning" role="alert">
              {t('trust.gaps')}
            </p>
          )}
          <Recorded record={record} own={own} />
          <Sightings sightings={record.sightings} own={own} />
          <h2>{t('trust.words')}</h2>
          <p>{t('trust.words.text')}</p>
          <p className="words" id="record-words" translate="no">
            {words}
          </p>
        </>
      )}
    </Frame>
  );
}

function Recorded({ record, own }: { record: TrustRecord; own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const organisations = [...record.organisations].filter(([, { comparisons }]) => comparisons.length > 0);
  const states = [...record.states].filter(([, { comparisons }]) => comparisons.length > 0);
  if (organisations.length + states.length === 0) return <p>{t('trust.none')}</p>;
  return (
    <>
      {organisations.length === 0 ? null : <h2>{t('trust.organisations')}</h2>}
      {organisations.map(([id, { comparisons }]) => (
        <section key={id}>
          <h3>
            <ProvedName organisation={id} />
          </h3>
          <Comparisons comparisons={comparisons} own={own} />
        </section>
      ))}
      {states.length === 0 ? null : <h2>{t('trust.states')}</h2>}
      {states.map(([code, { pin, setAside, comparisons }]) => (
        <section key={code}>
          <h3>
            {pin === null
              ? t('trust.states.unpinned', { state: stateNameOf(t, code) })
              : t(setAside === null ? 'trust.states.pin' : 'trust.states.setAside', { state: stateNameOf(t, code) })}
          </h3>
          <Comparisons comparisons={comparisons} own={own} />
        </section>
      ))}
    </>
  );
}
