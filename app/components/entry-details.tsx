import type { EntryNode } from '#app/queries/entry.ts';
import type { Label } from '#app/queries/labels.ts';
import { PILLAR_CODES, type PillarName } from '#app/queries/pillars.ts';
import { Fact, Facts } from './facts.tsx';
import { GuidanceDetails } from './guidance-details.tsx';
import { HotlineFacts } from './hotline-card.tsx';
import { NoteLine } from './note-line.tsx';
import { English, given, LanguageNames, Terms } from './own-language.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Reach } from './reach.tsx';
import { useText } from './text.tsx';
import { WithoutNumber } from './without-number.tsx';

type Shown = Exclude<EntryNode, { __typename: 'State' }>;

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
  const pillars = (codes: readonly PillarName[]) => (
    <Terms label={label} of="pillar" codes={codes.map((pillar) => PILLAR_CODES[pillar])} />
  );
  switch (entry.__typename) {
    case 'Hotline':
      return (
        <>
          <p className="phones">
            {entry.phones.length === 0 ? <WithoutNumber hotline={entry} label={label} /> : null}
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
            <Fact label={t('entry.localName')}>{entry.localName === null ? null : <bdi>{entry.localName}</bdi>}</Fact>
            <Fact label={t('entry.organisation')}>{given(entry.organisation)}</Fact>
            <Fact label={t('entry.role')}>
              <Terms label={label} of="contact_role" codes={entry.roles} />
            </Fact>
            <Fact label={t('entry.pillars')}>{pillars(entry.pillars)}</Fact>
          </Facts>
          <Reach entry={entry} instead={entry.state?.hotlines ?? []} />
        </>
      );
    case 'Service':
      return (
        <>
          <p>
            <English block>{entry.description}</English>
          </p>
          <Facts>
            <Fact label={t('entry.provider')}>{given(entry.provider)}</Fact>
            <Fact label={t('entry.types')}>
              <Terms label={label} of="service_type" codes={entry.types} />
            </Fact>
            <Fact label={t('hotline.for')}>
              {entry.audiences.length === 0 ? (
                t('hotline.for.everyone')
              ) : (
                <Terms label={label} of="target_group" codes={entry.audiences} />
              )}
            </Fact>
            <Fact label={t('hotline.languages')}>
              {entry.languages.length === 0 ? null : <LanguageNames languages={entry.languages} />}
            </Fact>
            <Fact label={t('entry.pillars')}>{pillars(entry.pillars)}</Fact>
          </Facts>
          <Reach entry={entry} instead={entry.state?.hotlines ?? []} />
        </>
      );
    case 'Procedure':
      return (
        <>
          <p>
            <English block>{entry.summary}</English>
          </p>
          <Facts>
            <Fact label={t('entry.measure')}>
              <Terms label={label} of="measure" codes={[entry.measure]} />
            </Fact>
            <Fact label={t('entry.responsible')}>{given(entry.responsible)}</Fact>
            <Fact label={t('entry.timeLimit')}>{given(entry.timeLimit)}</Fact>
            <Fact label={t('entry.legal')}>{given(entry.legalReference)}</Fact>
            <Fact label={t('entry.pillars')}>{pillars([entry.pillar])}</Fact>
          </Facts>
        </>
      );
    case 'PromisingPractice':
      return (
        <>
          <p>
            <English block>{entry.summary}</English>
          </p>
          <Facts>
            <Fact label={t('entry.pillars')}>{pillars([entry.pillar])}</Fact>
          </Facts>
        </>
      );
    case 'Guidance':
      return <GuidanceDetails guidance={entry} label={label} />;
  }
}
