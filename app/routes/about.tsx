import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '#app/components/page.tsx';
import { FromElsewhere } from '#app/components/state/background.tsx';
import { TellUs } from '#app/components/tell-us.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { PillarsDocument } from '#app/queries/pillars.ts';

export async function loader({ params, context: { ask, contact } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return { ...(await ask(PillarsDocument, { language })), contact };
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.about');

export default function About() {
  const { vocabularies, contact } = useLoaderData<typeof loader>();
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
      <h2>{t('data.error')}</h2>
      <TellUs contact={contact} />
      <FromElsewhere />
    </Page>
  );
}
