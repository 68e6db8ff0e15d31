import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Pools } from '#db/pools.ts';
import type { BlobStore } from '#domain/blobs/keep-blob.ts';
import type { Problem } from '#domain/directory/files/problem.ts';
import type { Config } from '../config.ts';
import type { DirectoryWatch } from '../directory-watch.ts';
import type { Log } from '../log.ts';
import { createBlobDoor } from './blob-door.ts';
import { createDataDoor } from './data-door.ts';
import { createGraphqlDoor } from './graphql-door.ts';
import { healthReport } from './health.ts';
import { LAST_PAGE } from './last-page.ts';
import { FORM, type PublicPages } from './public-pages.ts';
import type { Readers } from './readers.ts';
import { CLIENT_FILES, type WebBuild } from './web-build.ts';

/** Where "leave this page now" leads: a common website that shows nothing about the reader. */
const ELSEWHERE = 'https://www.wikipedia.org/';

/** Far more than a search may have: so the page itself says in its own language what is too long, and keeps what was typed. */
const LONGEST_FORM = 256 * 1024;

/** Everything that answers over HTTP, in the order in which it is asked. */
export function createApp(parts: {
  config: Config;
  log: Log;
  /** Of the node's own pages. */
  origin: string;
  web: WebBuild;
  front: Parameters<typeof createGraphqlDoor>[0];
  pools: Pools;
  blobs: BlobStore;
  pages: PublicPages;
  readers: Readers;
  watch: DirectoryWatch;
  refused: () => readonly Problem[];
}): Express {
  const { config, log, pages, watch } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);

  app.use((_request, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy': 'geolocation=(), camera=(), microphone=()',
    });
    next();
  });
  app.get('/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(healthReport(watch, parts.refused()));
  });
  app.use(parts.readers.note);
  app.get('/leave', (_request, response) => {
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'Clear-Site-Data': '"cache", "cookies", "storage"',
    });
    response.redirect(303, ELSEWHERE);
  });
  app.use('/graphql', createGraphqlDoor(parts.front, parts.origin));
  app.use('/data', createDataDoor(parts));
  app.use(
    '/blobs',
    createBlobDoor({ ...parts, store: parts.blobs, cookie: parts.web.entry.sessionCookie(parts.origin) }),
  );
  // Nothing of this website stays on a device, its scripts neither.
  // A worker obeys the policy of its own script, not that of the page that starts it.
  const neverKept = (response: ServerResponse, file: string) => {
    if (file.endsWith('.js')) response.setHeaders(new Headers(parts.web.entry.portalHeaders()));
    response.setHeader('Cache-Control', 'no-store');
  };
  app.use(
    express.static(CLIENT_FILES, {
      index: false,
      redirect: false,
      etag: false,
      lastModified: false,
      setHeaders: neverKept,
    }),
  );
  // A searched text comes in the body, so that it stands in no address, history or log.
  app.post(/^\/[a-z]{2,3}\/find$/, express.text({ type: FORM, limit: LONGEST_FORM }), (request, response, next) => {
    if (typeof request.body === 'string') return pages.handle(request, response, next);
    response.status(415).set('Cache-Control', 'no-store').type('text').send('Send the form as a browser does.\n');
  });
  // Not a route of Express, which stops at addresses that cannot be decoded.
  app.use((request, response, next) => {
    if (['GET', 'HEAD'].includes(request.method)) return pages.handle(request, response, next);
    response.status(405).set('Allow', 'GET, HEAD').type('text').send('This address answers GET only.\n');
  });
  app.use(unexpected(log));
  return app;
}

function unexpected(log: Log): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const { status } = error as { status?: number };
    // What Express itself refuses, such as an address that cannot be decoded, is the asker's error and no surprise.
    if (status === undefined || status >= 500) {
      const surpriseId = randomUUID();
      log.error({ err: error, surpriseId }, 'Unexpected error');
    }
    if (response.headersSent) return void response.destroy();
    response.set('Cache-Control', 'no-store');
    if (status === 413) response.status(413).type('text').send('This is too long: please use fewer words.\n');
    else
      response
        .status(status ?? 500)
        .type('html')
        .send(LAST_PAGE);
  };
}
