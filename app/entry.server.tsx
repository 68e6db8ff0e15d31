import { createHash } from 'node:crypto';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { createAsk, createLastingAsk } from '#graphql/ask.ts';
import { createGraphqlFront } from '#graphql/front.ts';
import { sessionCookie } from '#graphql/session-cookie.ts';
import { asCopy, COPY_NOTICE_PLACE, isText, lastResorts } from './copies.ts';
import { DOWNLOADS } from './downloads/downloads.ts';
import { helpPaths } from './help-paths.ts';
import { FIND_SCRIPT, PORTAL_STYLES, SCRIPT, STYLES } from './public-assets.ts';

/**
 * Where the web meets the process: pages are rendered here, and the schema is handed to the server that mounts it. No
 * other file of `app` may import the schema.
 */
export {
  asCopy,
  createAsk,
  createGraphqlFront,
  createLastingAsk,
  DOWNLOADS,
  helpPaths,
  isText,
  lastResorts,
  sessionCookie,
};

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const html = renderToString(<RemixServer context={context} url={request.url} />);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  for (const [name, value] of Object.entries(publicHeaders(new URL(request.url).pathname))) headers.set(name, value);
  return new Response(`<!DOCTYPE html>${html.replace('<main', `${COPY_NOTICE_PLACE}<main`)}`, { status, headers });
}

/** Surprises in a page's loader: counted and kept by the server, never shown. */
export function handleError(error: unknown, { context }: { context: AppLoadContext }) {
  context.reportSurprise(error);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const HASHES = {
  styles: hashOf(STYLES),
  portalStyles: hashOf(PORTAL_STYLES),
  script: hashOf(SCRIPT),
  findScript: hashOf(FIND_SCRIPT),
};

/**
 * Headers of a public page. Nothing is kept by the browser, nothing comes from anywhere else; only the search page may fetch
 * more of itself.
 */
export function publicHeaders(address: string): Record<string, string> {
  const isFind = FIND.test(address);
  if (PORTAL.test(address)) return portalHeaders();
  return {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src ${HASHES.styles}`,
      isFind ? `script-src 'self' ${HASHES.script} ${HASHES.findScript}` : `script-src ${HASHES.script}`,
      ...(isFind ? ["connect-src 'self'"] : []),
      "img-src 'self' data:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

/** Headers of the portal's pages and scripts: no script but its own, and WebAssembly for OPAQUE. */
export function portalHeaders(): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src ${HASHES.portalStyles}`,
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "worker-src 'self'",
      "img-src 'self' data:",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

const PORTAL = /^\/portal(\/|$)/;
const FIND = /^\/[a-z]{2,3}\/find\/?(\?|$)/;
