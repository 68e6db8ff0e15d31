import { createHash } from 'node:crypto';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { createAsk } from '#graphql/ask.ts';
import { createGraphqlFront } from '#graphql/front.ts';
import { helpPaths, LAST_RESORT } from './help-paths.ts';
import { OFFERED_LANGUAGES, translatorFor } from './i18n.ts';
import { SCRIPT, STYLES } from './public-assets.ts';

/**
 * Where the web meets the process: pages are rendered here, and the schema is handed to the server that mounts it. No
 * other file of `app` may import the schema.
 */
export { createAsk, createGraphqlFront, helpPaths, LAST_RESORT };

/** Where the server may put the notice that a page is a copy. */
export const COPY_NOTICE_PLACE = '<!--copy-notice-->';

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const html = renderToString(<RemixServer context={context} url={request.url} />);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  for (const [name, value] of Object.entries(PUBLIC_HEADERS)) headers.set(name, value);
  return new Response(`<!DOCTYPE html>${html.replace('<main', `${COPY_NOTICE_PLACE}<main`)}`, { status, headers });
}

/** The sentence on a page that is shown while the directory is out of reach. */
export function copyNotice(lang: string, renderedAt: Date): string {
  const offered = OFFERED_LANGUAGES.find((language) => language === lang) ?? 'en';
  const t = translatorFor(offered);
  const [day = '', time = ''] = renderedAt.toISOString().split('T');
  return `<p class="copy-notice" role="status">${t('site.copy', { date: t.date(day), time: time.slice(0, 5) })}</p>`;
}

/** Surprises in a page's loader: counted and kept by the server, never shown. */
export function handleError(error: unknown, { context }: { context: AppLoadContext }) {
  context.reportSurprise(error);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Headers of every public page. Nothing is kept by the browser, nothing comes from anywhere else. */
export const PUBLIC_HEADERS: Record<string, string> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src ${hashOf(STYLES)}`,
    `script-src ${hashOf(SCRIPT)}`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
