import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { createRequestHandler } from '@remix-run/server-runtime';
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction } from 'express';
import type { Database } from '#db/client.ts';
import type { DirectoryWatch } from '../directory-watch.ts';
import type { Log } from '../log.ts';
import { LAST_PAGE } from './last-page.ts';
import { pageAddress } from './page-address.ts';
import type { PageCopies } from './page-copies.ts';
import type { WebBuild } from './web-build.ts';

/** How long a reader waits for a database that does not answer before a copy is shown. */
const PATIENCE = 4000;

/** After an error of the disk, such as a full one, copies are not tried again at every turn. */
const PAUSE_AFTER_DISK_ERROR = 30_000;

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
  sql: Database;
  copies: PageCopies;
  watch: DirectoryWatch;
  publicUrl: string;
  log: Log;
}): PublicPages {
  const { web, copies, watch, publicUrl, log } = options;
  const ask = web.entry.createAsk(options.sql);
  const remix = createRequestHandler(web.pages, 'production');
  let making: string | null = null;
  let notBefore = 0;
  const versionNow = () => `${watch.version()?.contentHash ?? 'none'} ${web.version}`;

  /** Pages are rendered for nobody in particular: no header of the reader reaches them. */
  async function render(address: string, form?: string): Promise<Response> {
    const surprises: unknown[] = [];
    const headers = { Accept: 'text/html', ...(form === undefined ? {} : { 'Content-Type': FORM }) };
    const sent = form === undefined ? {} : { method: 'POST', body: form };
    const request = new Request(new URL(address, publicUrl), { headers, ...sent });
    const response = await remix(request, { ask, reportSurprise: (error) => surprises.push(error) });
    if (surprises.length > 0) {
      await watch.lookNow();
      if (watch.isReachable()) log.error({ err: surprises[0] }, 'A page could not be made.');
    }
    return response;
  }

  async function answer(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const address = pageAddress(request.originalUrl);
    const form = request.method === 'POST' ? String(request.body) : undefined;
    const plain = !address.includes('?') && form === undefined;
    // An address with a parameter leads on to another page and needs no database for that.
    if (watch.isReachable() || !plain) {
      const copy = plain ? copies.fresh(address) : null;
      if (copy !== null) return send(request, response, 200, copy.body);
      const version = versionNow();
      const made = await inTime(render(address, form));
      if (made !== null && made.status < 500) {
        const location = made.headers.get('Location');
        if (location !== null) return void response.redirect(made.status, location);
        const body = await compress(await made.text());
        if (plain && made.status === 200) copies.keep(address, { body, renderedAt: new Date() }, version);
        return send(request, response, made.status, body);
      }
    }
    await answerFromCopy(request, response, address.split('?')[0] ?? '/');
  }

  async function answerFromCopy(request: ExpressRequest, response: ExpressResponse, address: string): Promise<void> {
    const own = await copies.last(address);
    const copy = own ?? (await copies.last(web.entry.LAST_RESORT));
    const status = own === null ? 503 : 200;
    if (copy === null) return send(request, response, 503, await compress(LAST_PAGE));
    const html = (await decompress(copy.body)).toString('utf8');
    const lang = address.split('/')[1] ?? '';
    const notice = web.entry.copyNotice(lang, copy.renderedAt);
    await send(request, response, status, await compress(html.replace(web.entry.COPY_NOTICE_PLACE, notice)));
  }

  async function send(request: ExpressRequest, response: ExpressResponse, status: number, body: Buffer): Promise<void> {
    response.status(status).set(web.entry.PUBLIC_HEADERS).vary('Accept-Encoding').type('html');
    if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(body);
    else response.send(await decompress(body));
  }

  async function makeCopies(version: string): Promise<void> {
    const started = Date.now();
    const addresses = await web.entry.helpPaths(ask);
    const copyOf = async (address: string) => {
      // One page at a time, with a breath between: readers come first.
      await new Promise((resolve) => setImmediate(resolve));
      const made = await render(address);
      return made.status === 200 ? compress(await made.text()) : null;
    };
    const complete = await copies.writeGeneration(version, addresses, copyOf).catch((error) => {
      notBefore = Date.now() + PAUSE_AFTER_DISK_ERROR;
      throw error;
    });
    if (complete)
      log.info({ pages: addresses.length, milliseconds: Date.now() - started }, 'Copies of the help pages are made.');
  }

  return {
    handle(request, response, next) {
      answer(request, response).catch(next);
    },
    async refreshCopies() {
      const version = versionNow();
      copies.startVersion(version);
      if (copies.hasGeneration(version) || making === version || !watch.isReachable() || Date.now() < notBefore) return;
      making = version;
      try {
        await makeCopies(version);
      } finally {
        if (making === version) making = null;
      }
    },
  };
}

function inTime(work: Promise<Response>): Promise<Response | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
