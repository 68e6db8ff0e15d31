import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { OwnNames } from '#app/components/own-names.tsx';
import { Page } from '#app/components/page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { numberSources, SourceList, SourceNumbersProvider } from '#app/components/sources.tsx';
import { FromElsewhere, MechanismFacts, PromisingPractices } from '#app/components/state/background.tsx';
import { CallingFromAbroad, CallingHere } from '#app/components/state/calling.tsx';
import { ForAChild, MedicalHelp } from '#app/components/state/child-and-health.tsx';
import { HowItIsDone } from '#app/components/state/procedures.tsx';
import { ServicesByPillar, WhoDoesWhat } from '#app/components/state/who-and-services.tsx';
import { useText } from '#app/components/text.tsx';
import type { TextKey } from '#app/i18n.ts';
import { languageIn, notFound } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { codesOf, labelsOf, type VocabularyName } from '#app/queries/labels.ts';
import { type State, StateDocument } from '#app/queries/state.ts';
import { askVocabularies, onlyThoseIn } from '#app/queries/vocabularies.ts';

const VOCABULARIES: VocabularyName[] = [
  'contact_role',
  'service_type',
  'target_group',
  'measure',
  'pillar',
  'mechanism_status',
  'channel_kind',
  'hotline_scope',
];

/** One State: first whom to call, then who does what, and how things are done there. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const code = params.code ?? '';
  const { state } = await ask(StateDocument, { code, language });
  if (state === null && /[a-z]/.test(code)) return redirect(`/${language}/states/${code.toUpperCase()}`, 308);
  if (state === null) throw await notFound(ask, language);
  const vocabularies = await askVocabularies(ask, language, VOCABULARIES);
  return { state, vocabularies: onlyThoseIn(state, vocabularies, ['measure', 'pillar']) };
}

export const meta: MetaFunction<typeof loader> = ({ params, data }) =>
  pageTitle(params.lang, data === undefined ? 'notFound.title' : { name: data.state.name });

const CONTENTS: [id: string, text: TextKey][] = [
  ['here', 'state.here'],
  ['abroad', 'state.abroad'],
  ['child', 'state.child'],
  ['medical', 'state.medical'],
  ['who', 'state.who'],
  ['services', 'state.services'],
  ['how', 'state.how'],
  ['mechanism', 'state.mechanism'],
  ['practices', 'state.practices'],
  ['world', 'state.world'],
  ['sources', 'state.sources'],
];

export default function StatePage() {
  const { state, vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  const label = labelsOf(vocabularies);
  const sources = numberSources(allSources(state));
  return (
    <Page>
      <SourceNumbersProvider value={sources.numbers}>
        <h1>
          {state.name} <OwnNames state={state} />
        </h1>
        <CallingHere state={state} label={label} />
        <CallingFromAbroad state={state} label={label} />
        <nav className="contents" aria-label={t('state.contents')}>
          <ul>
            {CONTENTS.map(([id, text]) => (
              <li key={id}>
                <a href={`#${id}`}>{t(text)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <OtherForms code={state.code} />
        <ForAChild state={state} label={label} />
        <MedicalHelp state={state} />
        <WhoDoesWhat state={state} label={label} roles={codesOf(vocabularies, 'contact_role')} />
        <ServicesByPillar state={state} label={label} />
        <HowItIsDone state={state} label={label} measures={codesOf(vocabularies, 'measure')} />
        <MechanismFacts state={state} label={label} />
        <PromisingPractices state={state} />
        <FromElsewhere />
        <section aria-labelledby="sources">
          <h2 id="sources">{t('state.sources')}</h2>
          <p>{t('state.sources.lead')}</p>
          <SourceList sources={sources.list} />
        </section>
      </SourceNumbersProvider>
    </Page>
  );
}

/** The same State in other forms, and beside others. */
function OtherForms({ code }: { code: string }) {
  const t = useText();
  return (
    <p className="jump on-screen">
      <PageLink to={`/states/${code}.txt`}>{t('state.asText')}</PageLink>
      <PageLink to={`/states/${code}/card`}>{t('state.asCard')}</PageLink>
      <PageLink to={`/compare?a=${code}`}>{t('state.compare')}</PageLink>
      <PageLink to={`/coverage/${code}`}>{t('state.asCoverage')}</PageLink>
    </p>
  );
}

function allSources(state: State) {
  return [
    state.mechanism,
    ...state.hotlines,
    ...state.contactPoints,
    ...state.services,
    ...state.procedures,
    ...state.promisingPractices,
  ].flatMap((record) => record?.sources ?? []);
}
