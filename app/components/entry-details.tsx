import type { EntryNode } from '#app/queries/entry.ts';
import type { Label } from '#app/queries/labels.ts';
import { Fact, Facts } from './facts.tsx';
import { HotlineFacts } from './hotline-card.tsx';
import { NoteLine } from './note-line.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Reach } from './reach.tsx';
import { useText } from './text.tsx';

type Shown = Exclude<EntryNode, { __typename: 'State' } | { __typename: 'Guidance' }>;

const PILLAR_CODES = {
  IDENTIFICATION_PROTECTION: 'P1',
  SUPPORT_SERVICES: 'P2',
  SOCIAL_INCLUSION: 'P3',
  CRIMINAL_JUSTICE_REDRESS: 'P4',
} as const;

/** Everything that is known of one entry, whatever its kind. */
export function EntryDetails({ entry, label }: { entry: Shown; label: Label }) {
  return (
    <>
      <KindDetails entry={entry} label={label} />
      <NoteLine note={entry.note} />
    </>
  );
}

function KindDetails({ entry, label }: { entry: Shown; label: Label }) {
  const t = useText();
  const pillars = (codes: readonly (keyof typeof PILLAR_CODES)[]) =>
    codes.map((pillar) => label('pillar', PILLAR_CODES[pillar])).join(' · ');
  switch (entry.__typename) {
    case 'Hotline':
      return (
        <>
          {entry.phones.length === 0 ? <p className="muted">{t('hotline.nonumber')}</p> : null}
          <p className="phones">
            {entry.phones.map((phone) => (
              <span key={phone.number}>
                <PhoneLink phone={phone} />{' '}
                <span className="muted">{phone.domesticOnly ? t('hotline.inside') : t('hotline.anywhere')}</span>
              </span>
            ))}
          </p>
          <HotlineFacts hotline={entry} label={label} />
        </>
      );
    case 'ContactPoint':
      return (
        <>
          <Facts>
            <Fact label={t('entry.localName')}>{entry.localName}</Fact>
            <Fact label={t('entry.organisation')}>{entry.organisation}</Fact>
            <Fact label={t('entry.role')}>{entry.roles.map((role) => label('contact_role', role)).join(' · ')}</Fact>
            <Fact label={t('entry.pillars')}>{pillars(entry.pillars)}</Fact>
          </Facts>
          <Reach entry={entry} instead={entry.state?.hotlines ?? []} />
        </>
      );
    case 'Service':
      return (
        <>
          <p>{entry.description}</p>
          <Facts>
            <Fact label={t('entry.provider')}>{entry.provider}</Fact>
            <Fact label={t('entry.types')}>{entry.types.map((type) => label('service_type', type)).join(' · ')}</Fact>
            <Fact label={t('hotline.for')}>
              {entry.audiences.length === 0
                ? t('hotline.for.everyone')
                : entry.audiences.map((audience) => label('target_group', audience)).join(' · ')}
            </Fact>
            <Fact label={t('hotline.languages')}>{t.list(entry.languages.map(({ label: name }) => name))}</Fact>
            <Fact label={t('entry.pillars')}>{pillars(entry.pillars)}</Fact>
          </Facts>
          <Reach entry={entry} instead={entry.state?.hotlines ?? []} />
        </>
      );
    case 'Procedure':
      return (
        <>
          <p>{entry.summary}</p>
          <Facts>
            <Fact label={t('entry.measure')}>{label('measure', entry.measure)}</Fact>
            <Fact label={t('entry.responsible')}>{entry.responsible}</Fact>
            <Fact label={t('entry.timeLimit')}>{entry.timeLimit}</Fact>
            <Fact label={t('entry.legal')}>{entry.legalReference}</Fact>
            <Fact label={t('entry.pillars')}>{pillars([entry.pillar])}</Fact>
          </Facts>
        </>
      );
    case 'PromisingPractice':
      return (
        <>
          <p>{entry.summary}</p>
          <Facts>
            <Fact label={t('entry.pillars')}>{pillars([entry.pillar])}</Fact>
          </Facts>
        </>
      );
  }
}
