import { proceduresOf } from '#app/answers-of-a-state.ts';
import { Fact, Facts } from '#app/components/facts.tsx';
import { anchorOf } from '#app/components/hotline-card.tsx';
import { NoteLine } from '#app/components/note-line.tsx';
import { English, given, TermList, Terms } from '#app/components/own-language.tsx';
import { SourceMarks } from '#app/components/sources.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import type { Label } from '#app/queries/labels.ts';
import type { Procedure, State } from '#app/queries/state.ts';

/** How things are done in the State, in the order in which a person meets them. */
export function HowItIsDone({ state, label, measures }: { state: State; label: Label; measures: readonly string[] }) {
  const t = useText();
  // What is different for a child has its own place on the page.
  const steps = measures.filter((measure) => measure !== 'children');
  const known = steps.filter((measure) => proceduresOf(state.procedures, measure).length > 0);
  const missing = EXPECTED.filter((measure) => !known.includes(measure));
  return (
    <section aria-labelledby="how">
      <h2 id="how">{t('state.how')}</h2>
      {known.map((measure) => (
        <div key={measure}>
          <h3>
            <Terms label={label} of="measure" codes={[measure]} />
          </h3>
          {proceduresOf(state.procedures, measure).map((procedure) => (
            <ProcedureItem key={procedure.id} procedure={procedure} heading="h4" />
          ))}
        </div>
      ))}
      {missing.length === 0 ? null : (
        <p className="plain">
          <TextWith k="state.how.missing" slot="list">
            <TermList label={label} of="measure" codes={missing} />
          </TextWith>
        </p>
      )}
    </section>
  );
}

/** The steps about which a reader expects a word on every State's page. */
const EXPECTED = [
  'identify',
  'first_contact',
  'formal_identification',
  'reflection_period',
  'urgent_help',
  'return',
  'long_term_help',
  'residence',
  'compensation',
];

export function ProcedureItem({ procedure, heading: Heading }: { procedure: Procedure; heading: 'h3' | 'h4' }) {
  const t = useText();
  return (
    <article className="item" id={anchorOf(procedure.id)}>
      <Heading>
        <a href={`/${t.lang}/entries/${procedure.id}`}>
          <English>{procedure.name}</English>
        </a>
      </Heading>
      <p>
        <English block>{procedure.summary}</English> <SourceMarks sources={procedure.sources} />
      </p>
      <Facts>
        <Fact label={t('entry.responsible')}>{given(procedure.responsible)}</Fact>
        <Fact label={t('entry.timeLimit')}>{given(procedure.timeLimit)}</Fact>
        <Fact label={t('entry.legal')}>{given(procedure.legalReference)}</Fact>
      </Facts>
      <NoteLine note={procedure.note} />
    </article>
  );
}
