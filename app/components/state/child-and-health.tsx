import {
  linesForChildren,
  medicalServices,
  officesForChildren,
  proceduresOf,
  servicesForChildren,
} from '#app/answers-of-a-state.ts';
import { anchorOf } from '#app/components/hotline-card.tsx';
import { English, Terms } from '#app/components/own-language.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { PhoneInline } from '#app/components/phone-link.tsx';
import { Labelled, useText } from '#app/components/text.tsx';
import type { Label } from '#app/queries/labels.ts';
import type { Service, State } from '#app/queries/state.ts';
import { ProcedureItem } from './procedures.tsx';

/** What is different for a child, or a plain "not known". */
export function ForAChild({ state, label }: { state: State; label: Label }) {
  const t = useText();
  const lines = linesForChildren(state.hotlines);
  const offices = officesForChildren(state.contactPoints);
  const services = servicesForChildren(state.services);
  const procedures = proceduresOf(state.procedures, 'children');
  const nothing = [lines, offices, services, procedures].every((found) => found.length === 0);
  return (
    <section aria-labelledby="child">
      <h2 id="child">{t('state.child')}</h2>
      <p>
        {t('state.child.lead')} <PageLink to="/young">{t('young.title')}</PageLink>
      </p>
      {nothing ? <p className="plain">{t('state.child.unknown')}</p> : null}
      {procedures.map((procedure) => (
        <ProcedureItem key={procedure.id} procedure={procedure} heading="h3" />
      ))}
      <ul className="brief">
        {lines.map((line) => (
          <li key={line.id}>
            <NameLink entry={line} />{' '}
            {line.phones.slice(0, 1).map((phone) => (
              <PhoneInline key={phone.number} phone={phone} />
            ))}
          </li>
        ))}
        {offices.map((office) => (
          <li key={office.id}>
            <Labelled label={<NameLink entry={office} />}>
              <Terms label={label} of="contact_role" codes={[office.roles[0] ?? 'other']} />
            </Labelled>
          </li>
        ))}
        {services.map((service) => (
          <BriefService key={service.id} service={service} />
        ))}
      </ul>
    </section>
  );
}

/** How to get medical help, or a plain "not known". */
export function MedicalHelp({ state }: { state: State }) {
  const t = useText();
  const services = medicalServices(state.services);
  return (
    <section aria-labelledby="medical">
      <h2 id="medical">{t('state.medical')}</h2>
      {services.length === 0 ? (
        <p className="plain">{t('state.medical.unknown')}</p>
      ) : (
        <ul className="brief">
          {services.map((service) => (
            <BriefService key={service.id} service={service} />
          ))}
        </ul>
      )}
    </section>
  );
}

function BriefService({ service }: { service: Service }) {
  return (
    <li>
      {service.provider === null ? (
        <NameLink entry={service} />
      ) : (
        <Labelled label={<NameLink entry={service} />}>
          <English>{service.provider}</English>
        </Labelled>
      )}{' '}
      {service.phones.slice(0, 1).map((phone) => (
        <PhoneInline key={phone.number} phone={phone} />
      ))}
    </li>
  );
}

/** Leads to the entry's place on the same page. */
function NameLink({ entry }: { entry: { id: string; name: string } }) {
  return (
    <a href={`#${anchorOf(entry.id)}`}>
      <English>{entry.name}</English>
    </a>
  );
}
