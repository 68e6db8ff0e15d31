import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InDanger } from '#app/components/in-danger.tsx';
import { Page } from '#app/components/page.tsx';
import { StateChooser } from '#app/components/state-chooser.tsx';
import { useText } from '#app/components/text.tsx';
import { TextSections } from '#app/components/text-sections.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { StatesDocument } from '#app/queries/states.ts';

/** For children and young people: the same help in simpler words. Nobody is asked how old they are. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(StatesDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'young.title');

const SECTIONS = [
  ['young.say', 'young.say.text'],
  ['young.then', 'young.then.text'],
  ['young.forced', 'young.forced.text'],
  ['young.age', 'young.age.text'],
] as const;

export default function Young() {
  const { states } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('young.title')}</h1>
      <p className="lead">{t('young.lead')}</p>
      <InDanger />
      <h2>{t('young.call')}</h2>
      <p>{t('young.call.text')}</p>
      <StateChooser states={states} />
      <TextSections sections={SECTIONS} />
    </Page>
  );
}
