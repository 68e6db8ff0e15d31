import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Meta, Outlet, useLocation, useMatches } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LanguageProvider } from './components/text.tsx';
import { translatorFor } from './i18n.ts';
import { languageAt } from './languages.ts';
import { notFound } from './not-found.ts';
import { isOfferedIn, pathAfterLanguage } from './offered-pages.ts';
import { pageTitle } from './page-title.ts';
import { FIND_SCRIPT, ICON, PORTAL_STYLES, SCRIPT, STYLES } from './public-assets.ts';
import { ErrorPage } from './routes/not-found.tsx';

/** What a page wants of the document around it. */
interface PageHandle {
  isLiveFind?: boolean;
  isPortal?: boolean;
}

/**
 * The document around every page. Styles and the one small script are part of a public page, so that it is complete with its
 * first answer; the framework's own scripts are left out. The portal has a script of its own.
 */
export function Layout({ children }: { children: ReactNode }) {
  const t = translatorFor(languageAt(useLocation().pathname));
  const handles = useMatches().map(({ handle }) => handle as PageHandle | undefined);
  const wants = (what: keyof PageHandle) => handles.some((handle) => handle?.[what] === true);
  return (
    <html lang={t.lang} dir={t.dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={ICON} />
        <Meta />
        <style dangerouslySetInnerHTML={{ __html: wants('isPortal') ? PORTAL_STYLES : STYLES }} />
      </head>
      <body>
        <LanguageProvider value={t}>{children}</LanguageProvider>
        {wants('isPortal') ? (
          <script type="module" src="/assets/portal.js" />
        ) : (
          <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
        )}
        {wants('isLiveFind') ? <script dangerouslySetInnerHTML={{ __html: FIND_SCRIPT }} /> : null}
      </body>
    </html>
  );
}

/** The gate to every page: what a language lacks is not found in it. */
export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  const lang = languageAt(pathname);
  if (!isOfferedIn(lang, pathAfterLanguage(pathname))) throw await notFound(ask, lang);
  return null;
}

/** For pages that stand in for another: no route of their own names them. */
export const meta: MetaFunction = ({ location, error }) =>
  pageTitle(languageAt(location.pathname), isRouteErrorResponse(error) ? 'notFound.title' : undefined);

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
