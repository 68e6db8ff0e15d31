import type { IncomingMessage } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { explorerPage } from './explorer.ts';
import type { WebBuild } from './web-build.ts';

type Front = ReturnType<WebBuild['entry']['createGraphqlFront']>;

const LONGEST_QUERY = 32 * 1024;
/** From the portal's own pages: sealed keys and statements are long. */
const LONGEST_CHANGE = 6 * 1024 * 1024;
const LONGEST_ADDRESS = 8 * 1024;

/**
 * `/graphql`: the size of a question is bounded before it is read, a browser that comes without one sees the explorer, and
 * everything else goes to the GraphQL front.
 *
 * @param ownOrigin of the portal's pages, which may send more
 */
export function createGraphqlDoor(front: Front, ownOrigin?: string): Router {
  const router = Router();
  const isOwn = (request: IncomingMessage) => ownOrigin !== undefined && request.headers.origin === ownOrigin;
  router.use(fromEveryOrigin);
  router.use(compression());
  router.get('/', explorer);
  router.use(ofKnownType);
  router.use(express.raw({ type: isOwn, limit: LONGEST_CHANGE, inflate: false }));
  router.use(express.raw({ type: (request) => !isOwn(request), limit: LONGEST_QUERY, inflate: false }));
  router.use(tooLong);
  router.use(passOn(front));
  return router;
}

/** Anyone may ask from any website, but never with a reader's credentials. */
const fromEveryOrigin: RequestHandler = (request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*');
  if (request.method !== 'OPTIONS') return next();
  response
    .set({
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Content-Type, Accept',
      'Access-Control-Max-Age': '86400',
    })
    .status(204)
    .end();
};

const explorer: RequestHandler = (request, response, next) => {
  const accepts = request.headers.accept ?? '';
  if (request.query.query !== undefined || !accepts.includes('text/html')) return next();
  explorerPage()
    .then(({ html, headers }) => response.set(headers).send(html))
    .catch(next);
};

/** How GraphQL questions may be sent (GraphQL over HTTP; forms and files as Yoga reads them). */
const KNOWN_TYPES = /^(application\/(json|graphql|x-www-form-urlencoded|graphql\+json)|multipart\/form-data)\s*(;|$)/i;

const ofKnownType: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || KNOWN_TYPES.test(request.headers['content-type'] ?? '')) return next();
  refuse(response, 415, 'BAD_TEXT', 'Send the question as application/json.');
};

const tooLong: ErrorRequestHandler = (error, _request, response, next) => {
  const { type, limit } = error as { type?: string; limit?: number };
  if (type === 'entity.too.large') {
    const message = `A question has at most ${limit ?? LONGEST_QUERY} bytes.`;
    refuse(response, 400, 'TOO_LONG', message);
  } else if (type === 'encoding.unsupported') {
    refuse(response, 400, 'BAD_TEXT', 'The question must be sent uncompressed.');
  } else next(error);
};

function passOn(front: Front): RequestHandler {
  return (request, response, next) => {
    if (request.originalUrl.length > LONGEST_ADDRESS) {
      return refuse(response, 400, 'TOO_LONG', 'The address is too long: send the question with POST.');
    }
    response.setHeader('Cache-Control', 'no-store');
    // Express has cut the mount point off; the front knows itself by its whole address.
    request.url = request.originalUrl;
    Promise.resolve(front.handle(request, response)).catch(next);
  };
}

function refuse(response: Parameters<RequestHandler>[1], status: number, code: string, message: string): void {
  response
    .status(status)
    .set('Connection', 'close')
    .json({ errors: [{ message, extensions: { code } }] });
}
