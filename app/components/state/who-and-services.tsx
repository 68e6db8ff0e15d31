import { anchorOf } from '#app/components/hotline-card.tsx';
import { NoteLine } from '#app/components/note-line.tsx';
import { English, given, LanguageNames, Terms } from '#app/components/own-language.tsx';
import { Reach } from '#app/components/reach.tsx';
import { SourceMarks } from '#app/components/sources.tsx';
import { Labelled, useText } from '#app/components/text.tsx';
import type { Label } from '#app/queries/labels.ts';
import type { ContactPoint, Hotline, Service, State } from '#app/queries/state.ts';

/** Offices and organisations by what they are for, in the order of the vocabulary of roles. */
export function WhoDoesWhat({ state, label, roles }: { state: State; label: Label; roles: readonly string[] }) {
  const t = useText();
  const place = ({ roles: [main] }: ContactPoint) => roles.indexOf(main ?? 'other');
  const points = [...state.contactPoints].sort((one, other) => place(one) - place(other));
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t('state.who')}</h2>
      <p>{points.length === 0 ? t('state.who.none') : t('state.who.lead')}</p>
      <div className="items">
        {points.map((point) => (
          <ContactPointItem key={point.id} point={point} label={label} state={state} />
        ))}
      </div>
    </section>
  );
}

function ContactPointItem({ point, label, state }: { point: ContactPoint; label: Label; state: State }) {
  const t = useText();
  const organisation = [point.name, point.localName].includes(point.organisation) ? null : point.organisation;
  return (
    <article className="item" id={anchorOf(point.id)}>
      <h3>
        <a href={`/${t.lang}/entries/${point.id}`}>
          <English>{point.name}</English>
        </a>
      </h3>
      <p className="roles">
        <Terms label={label} of="contact_role" codes={point.roles} />
      </p>
      <p>
        {point.localName === null ? null : (
          <bdi className="own" lang={onlyLanguageOf(state)}>
            {point.localName}
          </bdi>
        )}
        {point.localName !== null && organisation !== null ? ' · ' : null}
        {given(organisation)} <SourceMarks sources={point.sources} />
      </p>
      <Reach entry={point} instead={state.hotlines} />
      <NoteLine note={point.note} />
    </article>
  );
}

/** The language of local names, where a State has one official language only: otherwise it is not known. */
function onlyLanguageOf({ ownNames }: State): string | undefined {
  return ownNames.length === 1 ? ownNames[0]?.language : undefined;
}

/** The pillars by their code in the vocabulary: what GraphQL calls them. */
export const PILLARS = {
  P1: 'IDENTIFICATION_PROTECTION',
  P2: 'SUPPORT_SERVICES',
  P3: 'SOCIAL_INCLUSION',
  P4: 'CRIMINAL_JUSTICE_REDRESS',
} as const;

/** Services under the pillar to which they mainly belong. */
export function ServicesByPillar({ state, label }: { state: State; label: Label }) {
  const t = useText();
  return (
    <section aria-labelledby="services">
      <h2 id="services">{t('state.services')}</h2>
      {Object.entries(PILLARS).map(([code, pillar]) => {
        const services = state.services.filter(({ pillars: [main] }) => main === pillar);
        return (
          <div key={code}>
            <h3>
              <Terms label={label} of="pillar" codes={[code]} />
            </h3>
            {services.length === 0 ? <p className="muted">{t('state.services.none')}</p> : null}
            <div className="items">
              {services.map((service) => (
                <ServiceItem key={service.id} service={service} label={label} instead={state.hotlines} />
              ))}
            </div>
          </div>
        );
      })}
    </section>
  );
}

function ServiceItem(props: { service: Service; label: Label; instead: readonly Hotline[] }) {
  const { service, label, instead } = props;
  const t = useText();
  return (
    <article className="item" id={anchorOf(service.id)}>
      <h4>
        <a href={`/${t.lang}/entries/${service.id}`}>
          <English>{service.name}</English>
        </a>
      </h4>
      <p className="roles">
        <Terms label={label} of="service_type" codes={service.types} />
      </p>
      {service.provider === null ? null : (
        <p className="muted">
          <Labelled label={t('entry.provider')}>
            <English>{service.provider}</English>
          </Labelled>
        </p>
      )}
      <p>
        <English block>{service.description}</English> <SourceMarks sources={service.sources} />
      </p>
      {service.audiences.length === 0 ? null : (
        <p className="muted">
          <Labelled label={t('hotline.for')}>
            <Terms label={label} of="target_group" codes={service.audiences} />
          </Labelled>
        </p>
      )}
      {service.languages.length === 0 ? null : (
        <p className="muted">
          <Labelled label={t('hotline.languages')}>
            <LanguageNames languages={service.languages} />
          </Labelled>
        </p>
      )}
      <Reach entry={service} instead={instead} />
      <NoteLine note={service.note} />
    </article>
  );
}
