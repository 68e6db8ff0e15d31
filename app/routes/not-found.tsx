import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, useLocation, useMatches, useRouteError } from '@remix-run/react';
import { NumberList } from '#app/components/number-list.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import { languageAt } from '#app/languages.ts';
import { type NotFoundData, notFound } from '#app/not-found.ts';
import { isOfferedIn, pathAfterLanguage } from '#app/offered-pages.ts';
import { pageTitle } from '#app/page-title.ts';

/** Every address that no other route knows. */
export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  throw await notFound(ask, languageAt(new URL(request.url).pathname));
}

export const meta: MetaFunction = () => pageTitle('en');

export default function NotFound() {
  return null;
}

/** What stands in place of a page that does not exist or could not be made: it still shows every number that it can. */
export function ErrorPage() {
  const error = useRouteError();
  const t = useText();
  const samePage = useSamePageElsewhere() ? undefined : '';
  if (isRouteErrorResponse(error) && error.status === 404) {
    const { states } = error.data as NotFoundData;
    return (
      <Page samePage={samePage}>
        <h1>{t('notFound.title')}</h1>
        <p className="lead">{t('notFound.text')}</p>
        <NumberList states={states} />
      </Page>
    );
  }
  return (
    <Page>
      <h1>{t('error.title')}</h1>
      <p className="lead">{t('error.text')}</p>
      <p>
        <a href={`/${t.lang}/numbers`}>{t('nav.numbers')}</a>
      </p>
    </Page>
  );
}

/** Does the address lead to a page that only this language lacks? */
function useSamePageElsewhere(): boolean {
  const { lang } = useText();
  const { pathname } = useLocation();
  const isRoute = useMatches().at(-1)?.id !== 'routes/not-found';
  return isRoute && !isOfferedIn(lang, pathAfterLanguage(pathname));
}
