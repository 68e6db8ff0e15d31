import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type RequestHandler, type Response, Router } from 'express';
import type { Pools } from '#db/pools.ts';
import type { DirectoryWatch } from '../directory-watch.ts';
import type { WebBuild } from './web-build.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const UNREACHABLE = 'The directory cannot be reached right now. Please try again in a few minutes.\n';

interface Prepared {
  /** Of which directory and build it was made. */
  version: string;
  body: Buffer;
  tag: string;
  modified: Date;
}

/**
 * `/data/`: the directory as files. Each is made once for each directory that is up and kept in memory; while the database is
 * gone, the last one is sent, whose `Last-Modified` says as of when it is. Unlike pages they may be kept: nobody who looks for
 * help downloads them.
 */
export function createDataDoor(parts: { web: WebBuild; pools: Pools; watch: DirectoryWatch }): Router {
  const { web, watch } = parts;
  const ask = web.entry.createAsk(parts.pools);
  const last = new Map<string, Prepared>();
  const beingMade = new Map<string, Promise<Prepared>>();
  const started = new Date();

  /** The file of the directory that is up, being made only once however many ask for it; when that fails, the last one. */
  async function fileNow(name: string): Promise<Prepared | null> {
    const known = last.get(name) ?? null;
    const version = `${watch.version()?.contentHash ?? 'none'} ${web.version}`;
    if (known?.version === version || !watch.isReachable()) return known;
    const making = beingMade.get(name) ?? make(name, version).finally(() => beingMade.delete(name));
    beingMade.set(name, making);
    try {
      const made = await making;
      last.set(name, made);
      return made;
    } catch {
      await watch.lookNow();
      return known;
    }
  }

  async function make(name: string, version: string): Promise<Prepared> {
    const text = (await web.entry.DOWNLOADS[name]?.make(ask)) ?? '';
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    // Another build may write the same directory otherwise.
    const loaded = watch.version()?.loadedAt ?? started;
    return { version, body: await compress(text), tag, modified: loaded > started ? loaded : started };
  }

  const send: RequestHandler<{ name: string }> = async (request, response, next) => {
    try {
      const { name } = request.params;
      const type = Object.hasOwn(web.entry.DOWNLOADS, name) ? web.entry.DOWNLOADS[name]?.type : undefined;
      if (type === undefined) return next();
      const file = await fileNow(name);
      if (file === null) return void response.status(503).set('Retry-After', '60').type('text').send(UNREACHABLE);
      setHeaders(response, name, type, file);
      if (isKept(request.headers, file)) return void response.status(304).end();
      if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(file.body);
      else response.send(await decompress(file.body));
    } catch (error) {
      next(error);
    }
  };

  const router = Router({ caseSensitive: true, strict: true });
  router.get('/:name', send);
  return router;
}

function setHeaders(response: Response, name: string, type: string, { tag, modified }: Prepared): void {
  response.vary('Accept-Encoding').set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-cache',
    ETag: tag,
    'Last-Modified': modified.toUTCString(),
  });
}

/**
 * Has the asker this very file already? Express would say no whenever a request carries `Cache-Control: no-cache`, which
 * programs that ask by `fetch` always send along with their own conditions.
 */
function isKept(headers: IncomingHttpHeaders, { tag, modified }: Prepared): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags === '*' || tags.split(/\s*,\s*/).some((kept) => kept.replace(/^W\//, '') === tag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
