import { Fact, Facts } from '#app/components/facts.tsx';
import { anchorOf } from '#app/components/hotline-card.tsx';
import { NoteLine } from '#app/components/note-line.tsx';
import { English, given, Terms } from '#app/components/own-language.tsx';
import { SourceMarks } from '#app/components/sources.tsx';
import { useText } from '#app/components/text.tsx';
import { WebLink } from '#app/components/web-link.tsx';
import type { Label } from '#app/queries/labels.ts';
import type { State } from '#app/queries/state.ts';

/** What kind of mechanism the State has. */
export function MechanismFacts({ state, label }: { state: State; label: Label }) {
  const t = useText();
  const { mechanism } = state;
  if (mechanism === null) return null;
  const days = mechanism.reflectionPeriodDays;
  return (
    <section aria-labelledby="mechanism">
      <h2 id="mechanism">{t('state.mechanism')}</h2>
      <Facts>
        <Fact label={t('mechanism.status')}>
          <Terms label={label} of="mechanism_status" codes={[mechanism.status]} />
        </Fact>
        <Fact label={t('mechanism.established')}>{given(mechanism.established)}</Fact>
        <Fact label={t('mechanism.legalBasis')}>{given(mechanism.legalBasis)}</Fact>
        <Fact label={t('mechanism.coordinatingBody')}>{given(mechanism.coordinatingBody)}</Fact>
        <Fact label={t('mechanism.formalIdentificationBy')}>{given(mechanism.formalIdentificationBy)}</Fact>
        <Fact label={t('mechanism.reflectionPeriod')}>
          {days === null ? null : t('mechanism.days', { count: days })}
        </Fact>
        <Fact label={t('mechanism.residencePermit')}>{given(mechanism.residencePermit)}</Fact>
      </Facts>
      <NoteLine note={mechanism.note} />
      <SourceMarks sources={mechanism.sources} />
    </section>
  );
}

export function PromisingPractices({ state }: { state: State }) {
  const t = useText();
  return (
    <section aria-labelledby="practices">
      <h2 id="practices">{t('state.practices')}</h2>
      {state.promisingPractices.length === 0 ? <p className="muted">{t('state.practices.none')}</p> : null}
      {state.promisingPractices.map((practice) => (
        <article className="item" id={anchorOf(practice.id)} key={practice.id}>
          <h3>
            <a href={`/${t.lang}/entries/${practice.id}`}>
              <English>{practice.name}</English>
            </a>
          </h3>
          <p>
            <English block>{practice.summary}</English> <SourceMarks sources={practice.sources} />
          </p>
          <NoteLine note={practice.note} />
        </article>
      ))}
    </section>
  );
}

/** For people whose own country is not among the participating States. */
export function FromElsewhere() {
  const t = useText();
  return (
    <section aria-labelledby="world">
      <h2 id="world">{t('state.world')}</h2>
      <p>{t('state.world.text')}</p>
      <ul>
        <li>
          <WebLink url="https://www.iom.int/contact-us">{t('state.world.iom')}</WebLink>
        </li>
        <li>
          <WebLink url="https://help.unhcr.org/">{t('state.world.unhcr')}</WebLink>
        </li>
      </ul>
    </section>
  );
}
