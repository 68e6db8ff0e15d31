import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { createRequestHandler } from '@remix-run/server-runtime';
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction } from 'express';
import type { Pools } from '#db/pools.ts';
import type { DirectoryWatch } from '../directory-watch.ts';
import type { Log } from '../log.ts';
import { type Ask, createCopyMaker } from './copy-maker.ts';
import { LAST_PAGE, LAST_TEXT } from './last-page.ts';
import { pageAddress } from './page-address.ts';
import type { PageCopies } from './page-copies.ts';
import type { Readers } from './readers.ts';
import type { WebBuild } from './web-build.ts';

/** How long a reader waits for a database that does not answer before a copy is shown. */
const PATIENCE = 4000;

/** How a page's form sends what was filled in. */
export const FORM = 'application/x-www-form-urlencoded';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface PublicPages {
  handle(request: ExpressRequest, response: ExpressResponse, next: NextFunction): void;
  /** Makes the copies of all help pages, in the background, unless they are of the present directory or being made. */
  refreshCopies(): Promise<void>;
}

/**
 * Answers the public pages: from a copy while the directory has not changed, else rendered anew, else (the database is gone)
 * from the last copy, which then says as of when it is.
 */
export function createPublicPages(options: {
  web: WebBuild;
  pools: Pools;
  copies: PageCopies;
  watch: DirectoryWatch;
  readers: Readers;
  publicUrl: string;
  contact: string | null;
  /** As the portal's page hands them to the browser: JSON, or null where the software came with none. */
  registryKeys: string | null;
  log: Log;
}): PublicPages {
  const { web, copies, watch, publicUrl, contact, registryKeys, log } = options;
  const ask = web.entry.createAsk(options.pools);
  const remix = createRequestHandler(web.pages, 'production');
  const versionNow = () => `${watch.version()?.contentHash ?? 'none'} ${web.version} ${contact ?? ''}`;

  /** Pages are rendered for nobody in particular: no header of the reader reaches them. */
  async function render(address: string, { form, ask }: { form?: string | undefined; ask: Ask }): Promise<Response> {
    const surprises: unknown[] = [];
    const headers = { Accept: 'text/html', ...(form === undefined ? {} : { 'Content-Type': FORM }) };
    const sent = form === undefined ? {} : { method: 'POST', body: form };
    const request = new Request(new URL(address, publicUrl), { headers, ...sent });
    const response = await remix(request, {
      ask,
      isSent: form !== undefined,
      contact,
      registryKeys,
      reportSurprise: (error) => surprises.push(error),
    });
    if (surprises.length > 0) {
      await watch.lookNow();
      if (watch.isReachable()) log.error({ err: surprises[0] }, 'A page could not be made.');
    }
    return response;
  }

  const refreshCopies = createCopyMaker({
    ...options,
    render: async (address, lasting) => {
      const made = await render(address, { ask: lasting });
      return made.status === 200 ? compress(await made.text()) : null;
    },
  });

  async function answer(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const address = pageAddress(request.originalUrl);
    const form = request.method === 'POST' ? String(request.body) : undefined;
    const plain = !address.includes('?') && form === undefined;
    // Some addresses with a parameter only lead on to another page, which needs no database.
    if (watch.isReachable() || !plain) {
      const copy = plain ? copies.fresh(address) : null;
      if (copy !== null) return send(request, response, 200, copy.body, typeAt(address));
      const version = versionNow();
      const made = await inTime(render(address, { form, ask }));
      if (made !== null && made.status < 500) {
        const location = made.headers.get('Location');
        if (location !== null) {
          response.set(web.entry.publicHeaders(request.path));
          return response.redirect(made.status, location);
        }
        const body = await compress(await made.text());
        if (plain && made.status === 200) copies.keep(address, { body, renderedAt: new Date() }, version);
        return send(request, response, made.status, body, made.headers.get('Content-Type') ?? 'html');
      }
    }
    const path = address.split('?')[0] ?? '/';
    // The copy of a page without its choices would answer a question that nobody asked.
    await answerFromCopy(request, response, path, plain);
  }

  async function answerFromCopy(
    request: ExpressRequest,
    response: ExpressResponse,
    address: string,
    hasOwnCopy: boolean,
  ): Promise<void> {
    const { asCopy, isText, lastResorts } = web.entry;
    for (const found of [...(hasOwnCopy ? [address] : []), ...lastResorts(address)]) {
      const copy = await copies.last(found);
      if (copy === null) continue;
      const text = asCopy(found, (await decompress(copy.body)).toString('utf8'), copy.renderedAt);
      return send(
        request,
        response,
        hasOwnCopy && found === address ? 200 : 503,
        await compress(text),
        typeAt(address),
      );
    }
    await send(request, response, 503, await compress(isText(address) ? LAST_TEXT : LAST_PAGE), typeAt(address));
  }

  function typeAt(address: string): 'text' | 'html' {
    return web.entry.isText(address) ? 'text' : 'html';
  }

  async function send(
    request: ExpressRequest,
    response: ExpressResponse,
    status: number,
    body: Buffer,
    type: string,
  ): Promise<void> {
    response.status(status).set(web.entry.publicHeaders(request.path)).vary('Accept-Encoding').type(type);
    if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(body);
    else response.send(await decompress(body));
  }

  return {
    handle(request, response, next) {
      answer(request, response).catch(next);
    },
    refreshCopies: () => refreshCopies(versionNow()),
  };
}

function inTime(work: Promise<Response>): Promise<Response | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
