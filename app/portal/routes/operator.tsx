import { useQuery } from '@tanstack/react-query';
import { Fact, Facts } from '#app/components/facts.tsx';
import { OverviewDocument, type OverviewOfNode } from '#app/queries/portal/administration.ts';
import { askPortal, PortalRefusal } from '../ask.ts';
import { exactTime } from '../exact-time.ts';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

/** What an operator has to know of the node: numbers, never names. */
export default function Operator() {
  const t = usePortalText();
  const { data, error } = useQuery({
    queryKey: ['overview'],
    queryFn: async () => (await askPortal(OverviewDocument, {})).operatorOverview,
    staleTime: 0,
  });
  const isOfOthers = error instanceof PortalRefusal && error.code === 'NOT_ALLOWED';
  return (
    <Frame title={t('operator.title')}>
      {isOfOthers ? <p className="warning">{t('operator.only')}</p> : null}
      {error === null || isOfOthers ? null : <Refused error={error} />}
      {data === undefined ? null : <Overview overview={data} />}
    </Frame>
  );
}

function Overview({ overview }: { overview: OverviewOfNode }) {
  const t = usePortalText();
  const { directory, refusedFiles, applicationsWaiting, waitingSince } = overview;
  return (
    <>
      <p className="lead">{t('operator.lead')}</p>
      <h2>{t('operator.node')}</h2>
      <Facts>
        <Fact label={t('operator.address')}>{overview.address}</Fact>
        <Fact label={t('operator.version')}>{overview.softwareVersion}</Fact>
        <Fact label={t('operator.mail')}>{t(overview.sendsMail ? 'operator.mail.yes' : 'operator.mail.no')}</Fact>
      </Facts>
      <h2>{t('operator.people')}</h2>
      <Facts>
        <Fact label={t('operator.waiting')}>
          {waitingSince === null
            ? applicationsWaiting
            : t('operator.waiting.since', { count: applicationsWaiting, day: t.date(waitingSince) })}
        </Fact>
        <Fact label={t('operator.accounts')}>{overview.accounts}</Fact>
        <Fact label={t('operator.sessions')}>{overview.liveSessions}</Fact>
      </Facts>
      {overview.organisations.length === 0 ? null : (
        <>
          <h3>{t('operator.organisations')}</h3>
          <Facts>
            {statesOf(overview).map(({ stateCode, counts }) => (
              <Fact key={stateCode} label={stateCode}>
                {t.list(counts.map(({ standing, count }) => `${count} ${t(`standing.short.${standing}`)}`))}
              </Fact>
            ))}
          </Facts>
        </>
      )}
      <h2>{t('operator.directory')}</h2>
      {directory === null ? null : (
        <Facts>
          <Fact label={t('operator.loaded')}>{exactTime(t, directory.loadedAt)}</Fact>
          <Fact label={t('operator.entries')}>{directory.entries}</Fact>
          <Fact label={t('operator.hash')}>
            <span className="hash">{directory.contentHash}</span>
          </Fact>
        </Facts>
      )}
      {refusedFiles.length === 0 ? null : (
        <div className="warning">
          <p>{t('operator.refused')}</p>
          <ul>
            {refusedFiles.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function statesOf({ organisations }: OverviewOfNode) {
  const codes = [...new Set(organisations.map(({ stateCode }) => stateCode))];
  return codes.map((stateCode) => ({
    stateCode,
    counts: organisations
      .filter((one) => one.stateCode === stateCode)
      .map(({ standing, count }) => ({
        standing: standing as 'applied' | 'refused' | 'active' | 'suspended' | 'left',
        count,
      })),
  }));
}
