import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FindForm } from '#app/components/find/find-form.tsx';
import { Results } from '#app/components/find/results.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import { readSearch, search } from '#app/find/search.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

/** Searching. The filter may stand in the address; the text travels in the body of a POST and is kept nowhere. */
export async function loader({ request, params, context: { ask, isSent } }: LoaderFunctionArgs) {
  if (isSent) return null;
  const language = await languageIn(params, ask);
  return search(ask, language, readSearch(new URL(request.url).searchParams));
}

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  const language = await languageIn(params, ask);
  return search(ask, language, readSearch(new URLSearchParams(await request.text())));
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.find');

/** The page wakes up when a facet is touched: `app/find/live.tsx`. */
export const handle = { isLiveFind: true };

export default function Find() {
  const loaded = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = useText();
  const shown = sent ?? loaded;
  if (shown === null) return null;
  const { asked, found, choices, numbers } = shown;
  return (
    <Page samePage={sent === undefined ? undefined : '/find'}>
      <h1>{t('find.title')}</h1>
      <p className="lead">{t('find.lead')}</p>
      <div id="find">
        <FindForm asked={asked} choices={choices} found={found?.search ?? null} />
        <Results asked={asked} found={found?.search ?? null} edges={found?.search.edges ?? []} numbers={numbers} />
      </div>
    </Page>
  );
}
