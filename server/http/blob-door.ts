import type { IncomingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { findBlob } from '#domain/blobs/find-blob.ts';
import { type BlobStore, keepBlob } from '#domain/blobs/keep-blob.ts';
import { Refusal, type RefusalCode } from '#domain/refusal.ts';
import type { Log } from '../log.ts';
import type { WebBuild } from './web-build.ts';

/** An upload that does not move for so long has been cut off. */
const LONGEST_PAUSE = 60_000;

const STATUS: Partial<Record<RefusalCode, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  UNKNOWN_BLOB: 404,
  ID_TAKEN: 409,
  BLOB_TOO_LONG: 413,
  TOO_MUCH_UNPOSTED: 507,
  DISK_FULL: 507,
};

/**
 * `/blobs/{id}`: sealed attachments. PUT takes one in, with its SHA-256 in `Content-Digest` (RFC 9530), from the node's own pages
 * only; doing it again changes nothing. GET hands it out. Refusals are JSON, `{ code, sentence }`.
 *
 * @param parts.origin of the node's own pages
 */
export function createBlobDoor(parts: {
  store: BlobStore;
  cookie: ReturnType<WebBuild['entry']['sessionCookie']>;
  origin: string;
  log: Log;
}): Router {
  const { store, cookie, origin, log } = parts;
  const tokenOf = ({ headers }: Request) => cookie.read(new Headers({ Cookie: headers.cookie ?? '' }));

  const put: RequestHandler<{ id: string }> = async (request, response, next) => {
    try {
      const { headers } = request;
      const token = headers.origin === origin ? tokenOf(request) : null;
      const blob = { id: request.params.id, length: lengthOf(headers), sha256: digestOf(headers) };
      request.setTimeout(LONGEST_PAUSE, () => request.destroy());
      // Whoever is refused on the way is still answered.
      await keepBlob(store, token, blob, request.iterator({ destroyOnReturn: false }));
      response.json({ id: blob.id });
    } catch (error) {
      next(error);
    }
  };

  const get: RequestHandler<{ id: string }> = async (request, response, next) => {
    try {
      const { length, handle } = await findBlob(
        store,
        isFromElsewhere(request) ? null : tokenOf(request),
        request.params.id,
      );
      response.set({
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(length),
        'Content-Disposition': 'attachment',
        'Cross-Origin-Resource-Policy': 'same-origin',
      });
      await pipeline(handle.createReadStream(), response).catch((error: NodeJS.ErrnoException) => {
        // The reader has gone.
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      });
    } catch (error) {
      next(error);
    }
  };

  const router = Router({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.put('/:id', put);
  router.get('/:id', get);
  router.use(refused(log));
  return router;
}

/** Browsers do not name the origin of a GET to the same one, but say when another website is behind it. */
function isFromElsewhere({ headers }: Request): boolean {
  return (headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin';
}

/** @throws Refusal BAD_BLOB */
function lengthOf(headers: IncomingHttpHeaders): number {
  const isPlain = headers['content-type'] === 'application/octet-stream' && headers['content-encoding'] === undefined;
  if (isPlain && /^\d{1,15}$/.test(headers['content-length'] ?? '')) return Number(headers['content-length']);
  throw new Refusal('BAD_BLOB', 'An attachment is sent whole, as application/octet-stream with Content-Length.');
}

/** @returns hexadecimal @throws Refusal BAD_BLOB */
function digestOf(headers: IncomingHttpHeaders): string {
  const [, base64] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(String(headers['content-digest'] ?? '')) ?? [];
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString('hex');
  throw new Refusal('BAD_BLOB', 'An attachment is sent with Content-Digest, as sha-256=:…: and nothing else.');
}

function refused(log: Log): ErrorRequestHandler {
  return (error, request, response: Response, next) => {
    // Whoever sent it has gone: nobody is to be answered, and the log is told no minute.
    if (request.socket.destroyed) return;
    if (!(error instanceof Refusal)) return next(error);
    if (error.code === 'DISK_FULL') log.error('The disk is full: an attachment was not stored.');
    // Browsers hear no answer before they have sent all; what is too long is not read to its end.
    if (error.code === 'BLOB_TOO_LONG') response.set('Connection', 'close');
    else request.resume();
    response.status(STATUS[error.code] ?? 400).json({ code: error.code, sentence: error.message });
  };
}
