import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InDanger } from '#app/components/in-danger.tsx';
import { Page } from '#app/components/page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { StateChooser } from '#app/components/state-chooser.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { StatesDocument } from '#app/queries/states.ts';

/** The first screen: choose a country, see the number. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(StatesDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang);

export default function Start() {
  const { states } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('start.title')}</h1>
      <p className="lead">{t('start.lead')}</p>
      <InDanger />
      <StateChooser states={states} />
      <p>
        <PageLink to="/young">{t('young.title')}</PageLink>
      </p>
      <p>
        <PageLink to="/states#world">{t('start.elsewhere')}</PageLink>
      </p>
      <h2>{t('start.professional')}</h2>
      <p>
        {t('start.professional.text')} <PageLink to="/professionals">{t('guide.title')}</PageLink>
      </p>
    </Page>
  );
}
