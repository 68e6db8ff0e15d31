import type { MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Meta, Outlet, useParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LanguageProvider } from './components/text.tsx';
import { isOffered, translatorFor } from './i18n.ts';
import { pageTitle } from './page-title.ts';
import { ICON, SCRIPT, STYLES } from './public-assets.ts';
import { ErrorPage } from './routes/not-found.tsx';

/**
 * The document around every public page. Styles and the one small script are part of it, so that a page is complete with
 * its first answer; the framework's own scripts are left out.
 */
export function Layout({ children }: { children: ReactNode }) {
  const { lang: asked } = useParams();
  const lang = isOffered(asked) ? asked : 'en';
  return (
    <html lang={lang} dir={translatorFor(lang).dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={ICON} />
        <Meta />
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <LanguageProvider lang={lang}>{children}</LanguageProvider>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}

/** For pages that stand in for another: no route of their own names them. */
export const meta: MetaFunction = ({ params, error }) =>
  pageTitle(params.lang, isRouteErrorResponse(error) ? 'notFound.title' : undefined);

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
