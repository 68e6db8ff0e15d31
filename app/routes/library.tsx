import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Chosen, Looser } from '#app/components/library/chosen.tsx';
import { LibraryEntry } from '#app/components/library/library-entry.tsx';
import { LibraryForm } from '#app/components/library/library-form.tsx';
import { InEnglish } from '#app/components/own-language.tsx';
import { Page } from '#app/components/page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { useText } from '#app/components/text.tsx';
import { libraryAddress, readLibrary } from '#app/library.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { labelsOf } from '#app/queries/labels.ts';

/** Guidance and promising practices. What is chosen stands in the address: no choice says anything about a person. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return readLibrary(ask, language, new URL(request.url).searchParams);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'library.title');

export default function Library() {
  const { library, facets, vocabularies, chosen, looser, isFirst, refused } = useLoaderData<typeof loader>();
  const t = useText();
  const label = labelsOf(vocabularies);
  return (
    <Page>
      <p className="kind">
        <PageLink to="/professionals">{t('guide.title')}</PageLink>
      </p>
      <h1>{t('library.title')}</h1>
      <p className="lead">{t('library.lead')}</p>
      <InEnglish />
      {refused ? <p className="plain">{t('library.refused')}</p> : null}
      <LibraryForm facets={facets} chosen={chosen} />
      <section aria-labelledby="items">
        <h2 id="items">{t('library.count', { count: library.totalCount })}</h2>
        {library.totalCount === 0 ? (
          <Looser facets={facets} chosen={chosen} looser={looser} />
        ) : (
          <Chosen facets={facets} chosen={chosen} />
        )}
        <ul className="found">
          {library.nodes.map((item) => (
            <LibraryEntry key={item.id} item={item} label={label} />
          ))}
        </ul>
        <p className="jump">
          {library.hasNextPage && library.endCursor !== null ? (
            <PageLink to={libraryAddress(chosen, library.endCursor)}>{t('library.more')}</PageLink>
          ) : null}
          {isFirst ? null : <PageLink to={libraryAddress(chosen)}>{t('library.first')}</PageLink>}
        </p>
      </section>
    </Page>
  );
}
