import { linesFromAbroad, officesFromAbroad } from '#app/answers-of-a-state.ts';
import { anchorOf, HotlineCard, HotlineFlags } from '#app/components/hotline-card.tsx';
import { NoteLine } from '#app/components/note-line.tsx';
import { English, given, Terms } from '#app/components/own-language.tsx';
import { PhoneLink, ShortNumber } from '#app/components/phone-link.tsx';
import { Dotted, TextWith, useText } from '#app/components/text.tsx';
import { MailLink } from '#app/components/web-link.tsx';
import { WithoutNumber } from '#app/components/without-number.tsx';
import { dialledFromAbroad, EMERGENCY_FROM_A_MOBILE } from '#app/phones.ts';
import type { Label } from '#app/queries/labels.ts';
import type { ContactPoint, Hotline, State } from '#app/queries/state.ts';
import { BeforeACall } from './before-a-call.tsx';

const SHOWN_AT_ONCE = 3;

/**
 * "I am in this country": the lines in the order in which to try them. The first stands above every explanation, so that its
 * number is in the first screen of a small telephone.
 */
export function CallingHere({ state, label }: { state: State; label: Label }) {
  const t = useText();
  const known = state.hotlines.filter(({ phones, channels }) => phones.length > 0 || channels.length > 0);
  const unknown = state.hotlines.filter((hotline) => !known.includes(hotline));
  const [first, ...next] = known.slice(0, SHOWN_AT_ONCE);
  const rest = [...known.slice(SHOWN_AT_ONCE), ...unknown];
  return (
    <section aria-labelledby="here">
      <h2 id="here">{t('state.here')}</h2>
      <InDanger state={state} />
      {first === undefined ? (
        <>
          <p>{t('state.here.none')}</p>
          <Offices points={officesFromAbroad(state.contactPoints)} />
        </>
      ) : null}
      <div className="cards inside">
        {first === undefined ? null : <HotlineCard hotline={first} label={label} />}
        <BeforeACall state={state} hasLines={first !== undefined} />
        {next.map((hotline) => (
          <HotlineCard key={hotline.id} hotline={hotline} label={label} />
        ))}
      </div>
      {rest.length === 0 ? null : <OtherLines hotlines={rest} label={label} />}
    </section>
  );
}

/** The lines after the first few: number, for whom, and what to know before dialling; everything else on their own pages. */
function OtherLines({ hotlines, label }: { hotlines: readonly Hotline[]; label: Label }) {
  const t = useText();
  return (
    <>
      <h3>{t('state.more', { count: hotlines.length })}</h3>
      <ul className="brief">
        {hotlines.map((hotline) => (
          <li key={hotline.id} id={anchorOf(hotline.id)}>
            <a href={`/${t.lang}/entries/${hotline.id}`}>
              <English>{hotline.name}</English>
            </a>
            <HotlineFlags hotline={hotline} />{' '}
            {hotline.phones.length === 0 ? <WithoutNumber hotline={hotline} label={label} /> : null}{' '}
            {hotline.phones.map((phone) => (
              <PhoneLink key={phone.number} phone={phone} />
            ))}
            <span className="muted">
              <Dotted>
                {hotline.operatorType === null ? null : t(`hotline.answers.${hotline.operatorType}`)}
                {given(hotline.hours)}
                {hotline.audiences.length === 0 ? null : (
                  <Terms label={label} of="target_group" codes={hotline.audiences} />
                )}
              </Dotted>
            </span>
            <NoteLine note={hotline.note} />
          </li>
        ))}
      </ul>
    </>
  );
}

function InDanger({ state }: { state: State }) {
  const known = state.emergencyNumber;
  return (
    <p className="danger">
      <TextWith k={known === null ? 'state.danger.unknown' : 'state.danger'} slot="number">
        <ShortNumber number={known ?? EMERGENCY_FROM_A_MOBILE} />
      </TextWith>
    </p>
  );
}

/** "I call from another country": only what can be dialled from there, or plainly that nothing is known and what to do. */
export function CallingFromAbroad({ state, label }: { state: State; label: Label }) {
  const t = useText();
  const lines = linesFromAbroad(state.hotlines);
  const offices = officesFromAbroad(state.contactPoints);
  return (
    <section aria-labelledby="abroad">
      <h2 id="abroad">{t('state.abroad')}</h2>
      {lines.length > 0 ? (
        <>
          <p>{t('state.abroad.lead')}</p>
          <div className="cards">
            {lines.map((line) => (
              <HotlineCard key={line.id} hotline={line} label={label} abroad />
            ))}
          </div>
          <p className="muted">{t('hotline.hours.there', { state: state.name })}</p>
        </>
      ) : (
        <p className="plain">{t('state.abroad.none')}</p>
      )}
      {offices.length > 0 ? (
        <>
          <p>{t('state.abroad.ask')}</p>
          <Offices points={offices} />
        </>
      ) : lines.length > 0 ? null : (
        <p>{t('state.abroad.nothing')}</p>
      )}
      <p>
        <TextWith k="state.abroad.local" slot="link">
          <a href={`/${t.lang}/numbers`}>{t('nav.numbers')}</a>
        </TextWith>{' '}
        {t('state.abroad.embassy', { state: state.name })}
      </p>
    </section>
  );
}

function Offices({ points }: { points: readonly ContactPoint[] }) {
  const t = useText();
  return (
    <ul className="abroad-lines">
      {points.map((point) => (
        <li key={point.id}>
          <a href={`/${t.lang}/entries/${point.id}`}>
            <English>{point.name}</English>
          </a>{' '}
          {point.phones.filter(dialledFromAbroad).map((phone) => (
            <PhoneLink key={phone.number} phone={phone} abroad />
          ))}
          {point.email === null ? null : (
            <>
              {' '}
              <MailLink mailbox={point.email} />
            </>
          )}
          <NoteLine note={point.note} />
        </li>
      ))}
    </ul>
  );
}
