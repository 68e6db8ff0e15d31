import type { ReactNode } from 'react';
import { linesFromAbroad } from '#app/answers-of-a-state.ts';
import { mechanismFacts } from '#app/comparing/facets.ts';
import { dialledFromAbroad } from '#app/phones.ts';
import type { Compared } from '#app/queries/compare.ts';
import { codesOf, type Label, type Vocabulary } from '#app/queries/labels.ts';
import { HotlineFlags } from '../hotline-card.tsx';
import { English, given } from '../own-language.tsx';
import { PhoneInline } from '../phone-link.tsx';
import { PILLARS } from '../state/who-and-services.tsx';
import { Dotted, Labelled, useText } from '../text.tsx';
import { Aligned } from './aligned.tsx';

interface Props {
  states: readonly Compared[];
  vocabularies: readonly Vocabulary[];
  label: Label;
}

/** Everything that is laid side by side, each thing in one row. */
export function SideBySide(props: Props) {
  return (
    <>
      <Mechanisms {...props} />
      <Lines {...props} />
      <Steps {...props} />
      <Roles {...props} />
      <KindsOfHelp {...props} />
    </>
  );
}

function Mechanisms({ states, label }: Props) {
  const t = useText();
  return (
    <>
      <h2>{t('compare.mechanism')}</h2>
      {mechanismFacts(t, label).map(({ id, topic, said, brief }) => (
        // What is not brief is said in the directory's own words.
        <Aligned
          key={id}
          id={id}
          title={topic}
          states={states}
          show={(state) => (brief ? said(state) : given(said(state)))}
        />
      ))}
      <p className="muted">
        {t('compare.sources')}{' '}
        {states.map(({ code, name }) => (
          <a key={code} className="more" href={`/${t.lang}/states/${code}#mechanism`}>
            {t('entry.back', { state: name })}
          </a>
        ))}
      </p>
    </>
  );
}

function Lines({ states }: Props) {
  const t = useText();
  return (
    <>
      <h2 id="lines">{t('compare.lines')}</h2>
      <Aligned
        title={t('state.abroad')}
        states={states}
        show={({ hotlines }) =>
          listed(
            linesFromAbroad(hotlines).map((line) => (
              <li key={line.id}>
                {line.phones.filter(dialledFromAbroad).map((phone) => (
                  <span key={phone.number} className="phone">
                    <PhoneInline phone={phone} />
                  </span>
                ))}
                <a href={`/${t.lang}/entries/${line.id}`}>
                  <English>{line.name}</English>
                </a>
                <HotlineFlags hotline={line} />
                <span className="muted">
                  {' '}
                  <Dotted>
                    {line.operatorType === null ? null : t(`hotline.answers.${line.operatorType}`)}
                    {given(line.hours) ?? t('hotline.hours.unknown')}
                    {line.languages.length === 0 ? null : t.list(line.languages.map(({ label: name }) => name))}
                  </Dotted>
                </span>
              </li>
            )),
          )
        }
      />
    </>
  );
}

function Steps({ states, vocabularies, label }: Props) {
  const t = useText();
  const known = codesOf(vocabularies, 'measure').filter((code) =>
    states.some(({ procedures }) => procedures.some(({ measure }) => measure === code)),
  );
  return (
    <>
      <h2 id="steps">{t('compare.steps')}</h2>
      {known.map((code) => (
        <Aligned
          key={code}
          title={label('measure', code)}
          states={states}
          show={({ procedures }) =>
            listed(
              procedures
                .filter(({ measure }) => measure === code)
                .map(({ id, name, summary, responsible, timeLimit }) => (
                  <li key={id}>
                    <a href={`/${t.lang}/entries/${id}`}>
                      <English>{name}</English>
                    </a>
                    <br />
                    <English block>{summary}</English>
                    {responsible === null ? null : (
                      <p className="muted">
                        <Labelled label={t('entry.responsible')}>{given(responsible)}</Labelled>
                      </p>
                    )}
                    {timeLimit === null ? null : (
                      <p className="muted">
                        <Labelled label={t('entry.timeLimit')}>{given(timeLimit)}</Labelled>
                      </p>
                    )}
                  </li>
                )),
            )
          }
        />
      ))}
    </>
  );
}

function Roles({ states, vocabularies, label }: Props) {
  const t = useText();
  const known = codesOf(vocabularies, 'contact_role').filter((code) =>
    states.some(({ contactPoints }) => contactPoints.some(({ roles }) => roles.includes(code))),
  );
  return (
    <>
      <h2 id="roles">{t('compare.roles')}</h2>
      {known.map((code) => (
        <Aligned
          key={code}
          title={label('contact_role', code)}
          states={states}
          show={({ contactPoints }) =>
            listed(
              contactPoints
                .filter(({ roles }) => roles.includes(code))
                .map(({ id, name }) => (
                  <li key={id}>
                    <a href={`/${t.lang}/entries/${id}`}>
                      <English>{name}</English>
                    </a>
                  </li>
                )),
            )
          }
        />
      ))}
    </>
  );
}

function KindsOfHelp({ states, vocabularies, label }: Props) {
  const t = useText();
  const order = codesOf(vocabularies, 'service_type');
  return (
    <>
      <h2 id="services">{t('compare.services')}</h2>
      {Object.entries(PILLARS).map(([code, pillar]) => (
        <Aligned
          key={code}
          title={label('pillar', code)}
          states={states}
          show={({ services }) => {
            const types = new Set(
              services.filter(({ pillars: [main] }) => main === pillar).flatMap((one) => one.types),
            );
            return listed(
              order.filter((type) => types.has(type)).map((type) => <li key={type}>{label('service_type', type)}</li>),
            );
          }}
        />
      ))}
    </>
  );
}

function listed(items: readonly ReactNode[]): ReactNode {
  return items.length === 0 ? null : <ul className="brief">{items}</ul>;
}
