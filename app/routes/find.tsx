import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FindForm } from '#app/components/find-form.tsx';
import { FoundEntry } from '#app/components/found-entry.tsx';
import { NumberList } from '#app/components/number-list.tsx';
import { Page } from '#app/components/page.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import { readSearch, type Search, search } from '#app/find.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

/** Searching. The filter may stand in the address; the text travels in the body of a POST and is kept nowhere. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return search(ask, language, readSearch(new URL(request.url).searchParams));
}

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  const language = await languageIn(params, ask);
  return search(ask, language, readSearch(new URLSearchParams(await request.text())));
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.find');

export default function Find() {
  const loaded = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { asked, result, numbers } = sent ?? loaded;
  const t = useText();
  return (
    <Page>
      <h1>{t('find.title')}</h1>
      <p className="lead">{t('find.lead')}</p>
      <FindForm asked={asked} states={loaded.states} vocabularies={loaded.vocabularies} />
      {result === null ? (
        <p className="plain" role="status">
          {t('find.refused')}
        </p>
      ) : (
        <section aria-labelledby="results">
          <h2 id="results">{t('find.count', { count: result.totalCount })}</h2>
          {result.didYouMean === null ? null : (
            <p>
              <TextWith k="find.didYouMean" slot="link">
                <strong>{result.didYouMean}</strong>
              </TextWith>
            </p>
          )}
          <ul className="found">
            {result.edges.map((found) => (
              <FoundEntry key={found.node.id} found={found} />
            ))}
          </ul>
          {result.pageInfo.hasNextPage ? <MoreResults asked={asked} after={result.pageInfo.endCursor ?? ''} /> : null}
          {numbers === null ? null : (
            <>
              <p>{t('find.none')}</p>
              <NumberList states={numbers} />
            </>
          )}
        </section>
      )}
    </Page>
  );
}

function MoreResults({ asked, after }: { asked: Search; after: string }) {
  const t = useText();
  return (
    <form method="post" className="more">
      {Object.entries(asked).map(([name, value]) =>
        value === '' || name === 'after' ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input type="hidden" name="after" value={after} />
      <button type="submit">{t('find.more')}</button>
    </form>
  );
}
