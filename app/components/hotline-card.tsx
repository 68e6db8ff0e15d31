import { dialledFromAbroad, otherWays } from '#app/phones.ts';
import type { Label } from '#app/queries/labels.ts';
import type { Hotline } from '#app/queries/state.ts';
import { ChannelLink } from './channel-link.tsx';
import { Fact, Facts } from './facts.tsx';
import { NoteLine } from './note-line.tsx';
import { English, LanguageNames, Terms } from './own-language.tsx';
import { PhoneLink } from './phone-link.tsx';
import { SourceMarks } from './sources.tsx';
import { TextWith, useText } from './text.tsx';
import { WebLink } from './web-link.tsx';
import { WithoutNumber } from './without-number.tsx';

/**
 * A line: the number first, then who answers, when, in which language. `abroad` keeps only the numbers that can be dialled
 * from another country.
 */
export function HotlineCard({ hotline, label, abroad = false }: { hotline: Hotline; label: Label; abroad?: boolean }) {
  const t = useText();
  const phones = abroad ? hotline.phones.filter(dialledFromAbroad) : hotline.phones;
  return (
    <article className="card" id={abroad ? undefined : anchorOf(hotline.id)}>
      <h3>
        <a href={`/${t.lang}/entries/${hotline.id}`}>
          <English>{hotline.name}</English>
        </a>
        <HotlineFlags hotline={hotline} />
      </h3>
      <p className="phones">
        {phones.length > 0 ? (
          phones.map((phone) => <PhoneLink key={phone.number} phone={phone} abroad={abroad} />)
        ) : (
          <WithoutNumber hotline={hotline} label={label} />
        )}
      </p>
      <HotlineFacts hotline={hotline} label={label} />
      <NoteLine note={hotline.note} />
      <SourceMarks sources={hotline.sources} />
    </article>
  );
}

/** What must be seen before a number is dialled: that it may be dead, or is for a part of the country. */
export function HotlineFlags({
  hotline: { area, note },
}: {
  hotline: Pick<Hotline, 'area'> & { note: CodedNote | null };
}) {
  const t = useText();
  return (
    <>
      {note?.codes.includes('UNCONFIRMED') === true ? <span className="flag">{t('hotline.unconfirmed')}</span> : null}
      {area === null ? null : (
        <span className="flag">
          <TextWith k="hotline.area" slot="area">
            <English>{area}</English>
          </TextWith>
        </span>
      )}
    </>
  );
}

type CodedNote = Pick<NonNullable<Hotline['note']>, 'codes'>;

export function HotlineFacts({ hotline, label }: { hotline: Hotline; label: Label }) {
  const t = useText();
  const { operator, operatorType, hours, languages, audiences, scope } = hotline;
  const { others, url } = otherWays(hotline);
  const answers = operatorType === null ? t('hotline.answers.unknown') : t(`hotline.answers.${operatorType}`);
  return (
    <Facts>
      <Fact label={t('hotline.answers')}>
        {answers}
        {operator === null ? null : (
          <>
            {' ('}
            <English>{operator}</English>)
          </>
        )}
      </Fact>
      <Fact label={t('hotline.hours')}>{hours === null ? t('hotline.hours.unknown') : <English>{hours}</English>}</Fact>
      <Fact label={t('hotline.languages')}>
        {languages.length === 0 ? t('hotline.languages.unknown') : <LanguageNames languages={languages} />}
      </Fact>
      <Fact label={t('hotline.for')}>
        {audiences.length === 0 ? (
          t('hotline.for.everyone')
        ) : (
          <Terms label={label} of="target_group" codes={audiences} />
        )}
      </Fact>
      <Fact label={t('hotline.about')}>
        {scope === null ? null : <Terms label={label} of="hotline_scope" codes={[scope]} />}
      </Fact>
      <Fact label={t('hotline.other')}>
        {others.length === 0 && url === null ? null : (
          <span className="channels">
            {others.map((channel) => (
              <ChannelLink key={`${channel.kind}${channel.value}`} channel={channel} label={label} />
            ))}
            {url === null ? null : <WebLink url={url} />}
          </span>
        )}
      </Fact>
    </Facts>
  );
}

export function anchorOf(id: string): string {
  return `e-${id.slice(0, 8)}`;
}
