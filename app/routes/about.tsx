import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '#app/components/page.tsx';
import { FromElsewhere } from '#app/components/state/background.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { PillarsDocument } from '#app/queries/pillars.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(PillarsDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.about');

export default function About() {
  const { vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('about.title')}</h1>
      <h2>{t('about.what')}</h2>
      <p>{t('about.what.text')}</p>
      <h2>{t('about.facts')}</h2>
      <p>{t('about.facts.text')}</p>
      <h2>{t('about.missing')}</h2>
      <p>{t('about.missing.text')}</p>
      <h2>{t('about.pillars')}</h2>
      <p>{t('about.pillars.text')}</p>
      <ol>{vocabularies.flatMap(({ terms }) => terms.map(({ code, label }) => <li key={code}>{label}</li>))}</ol>
      <h2>{t('about.open')}</h2>
      <p>
        <TextWith k="about.open.text" slot="link">
          <a href="/graphql">{t('about.open.link')}</a>
        </TextWith>
      </p>
      <FromElsewhere />
    </Page>
  );
}
