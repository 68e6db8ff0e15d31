import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '#app/components/page.tsx';
import { TellUs } from '#app/components/tell-us.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import { WebLink } from '#app/components/web-link.tsx';
import { EXAMPLES } from '#app/data-examples.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { FreshnessDocument } from '#app/queries/freshness.ts';

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

/** What can be taken from the directory and how, for those who build something on it. */
export async function loader({ request, params, context: { ask, contact } }: LoaderFunctionArgs) {
  await languageIn(params, ask);
  const days = (await ask(FreshnessDocument, {})).states.map(({ checkedOn }) => checkedOn).sort();
  return { from: days[0] ?? '', to: days.at(-1) ?? '', endpoint: new URL('/graphql', request.url).href, contact };
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'data.title');

export default function Data() {
  const { from, to, endpoint, contact } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('data.title')}</h1>
      <p className="lead">{t('data.lead')}</p>
      <h2>{t('data.files')}</h2>
      <ul>
        <li>
          <a href="/data/directory.json">directory.json</a>: {t('data.files.json')}
        </li>
        <li>
          <a href="/data/hotlines.csv">hotlines.csv</a>: {t('data.files.csv')} {t('data.files.csv.help')}
        </li>
      </ul>
      <p>{t('data.files.fresh')}</p>
      <Questions endpoint={endpoint} />
      <h2>{t('data.limits')}</h2>
      <ul>
        <li>{t('data.limits.size')}</li>
        <li>{t('data.limits.cost')}</li>
        <li>{t('data.limits.rate')}</li>
      </ul>
      <h2>{t('data.licence')}</h2>
      <p>
        <TextWith k="data.licence.text" slot="link">
          <WebLink url={LICENCE}>CC BY 4.0</WebLink>
        </TextWith>
      </p>
      <p>
        <cite>{t('data.licence.cite', { date: t.date(to) })}</cite>
      </p>
      <h2>{t('data.fresh')}</h2>
      <p>{t('data.fresh.text', { from: t.date(from), to: t.date(to), same: String(from === to) })}</p>
      <h2>{t('data.error')}</h2>
      <p>{t('data.error.text')}</p>
      <TellUs contact={contact} />
    </Page>
  );
}

function Questions({ endpoint }: { endpoint: string }) {
  const t = useText();
  return (
    <>
      <h2>{t('data.ask')}</h2>
      <p>
        <TextWith k="data.ask.text" slot="link">
          <a href="/graphql">{endpoint}</a>
        </TextWith>
      </p>
      {EXAMPLES.map(({ title, query }) => (
        <section key={title}>
          <h3>{t(title)}</h3>
          <pre>
            <code>{query}</code>
          </pre>
          <p>
            <a href={`/graphql?${new URLSearchParams({ query })}`}>{t('data.ask.try')}</a>
          </p>
        </section>
      ))}
    </>
  );
}
