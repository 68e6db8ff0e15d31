import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CoverageTable } from '#app/components/coverage-table.tsx';
import { Page } from '#app/components/page.tsx';
import { RegionMap } from '#app/components/region-map/region-map.tsx';
import { FromElsewhere } from '#app/components/state/background.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn, notFound } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { CoverageDocument } from '#app/queries/coverage.ts';

/** All States as a map and a table; with `?code=RO`, as the form of the start page asks, straight to that State. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const code = new URL(request.url).searchParams.get('code');
  if (code !== null) {
    if (!/^[A-Za-z]{2}$/.test(code)) throw await notFound(ask, language);
    return redirect(`/${language}/states/${code.toUpperCase()}`, 303);
  }
  return ask(CoverageDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.states');

export default function States() {
  const { states } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('states.title')}</h1>
      <p className="lead">{t('states.lead')}</p>
      <RegionMap states={states} />
      <CoverageTable states={states} />
      <FromElsewhere />
    </Page>
  );
}
