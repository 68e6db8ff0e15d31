import { type ExecutionArgs, execute, type GraphQLError, subscribe } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import type { Pools } from '#db/pools.ts';
import { createThrottle } from '#domain/accounts/throttle.ts';
import { watchMailboxes } from '#domain/mailbox/mailbox-watch.ts';
import { type Asker, createContext, type GraphqlContext, type NodeFacts, type NodeKeeps } from './context.ts';
import { presentable, type ReportSurprise } from './errors.ts';
import { costObjection } from './limits.ts';
import { nullObjection } from './plain-text.ts';
import { schema } from './schema.ts';
import { type SessionCookie, sessionCookie } from './session-cookie.ts';

/**
 * Answers GraphQL over HTTP: GET and POST at `/graphql`.
 *
 * @param node null: nobody can sign in here
 * @returns a Yoga server; its `fetch` answers a Request
 */
export function createGraphqlFront(pools: Pools, report: ReportSurprise, node: PortalNode | null = null) {
  const portal = node === null ? null : portalOf(pools, node);
  const written = new WeakMap<Request, string>();

  /** Whoever asks from another website has no session and is given none: it could be somebody else's. */
  function askerOf(request: Request, address: string): Asker | null {
    if (portal === null || !portal.cookie.isOwn(request.headers)) return null;
    const { cookie, keeps } = portal;
    const asker: Asker = {
      token: cookie.read(request.headers),
      address,
      setToken(token) {
        asker.token = token;
        written.set(request, cookie.write(token));
      },
      keeps,
    };
    return asker;
  }

  return createYoga<AskedByNode, GraphqlContext>({
    schema,
    context: ({ request, req }) => createContext(pools, askerOf(request, req?.ip ?? '')),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    // Who may ask from where is the door's affair: server/http/graphql-door.ts.
    cors: false,
    maskedErrors: { maskError: (error) => presentable(error, report) },
    plugins: [withinLimits, withCookie(written)],
  });
}

/** What a node that people sign in at adds to the directory. */
export interface PortalNode {
  /** Of its own pages, such as `https://nrm.example.org`. */
  origin: string;
  facts: NodeFacts;
  /** Secret set-up of OPAQUE. */
  opaqueSetUp: string;
  nodeKey: SigningKeyPair;
  /** Milliseconds since 1970, for codes that change with time; the clock's own unless given. */
  now?: () => number;
}

function portalOf({ sql }: Pools, node: PortalNode): { cookie: SessionCookie; keeps: NodeKeeps } {
  const { origin, facts, opaqueSetUp, nodeKey, now = Date.now } = node;
  const throttle = createThrottle(sql, opaqueSetUp);
  const mailboxes = watchMailboxes(sql);
  return { cookie: sessionCookie(origin), keeps: { origin, opaqueSetUp, nodeKey, now, throttle, mailboxes, facts } };
}

/** Express's request, from which the address is read as `TRUST_PROXY` says. */
interface AskedByNode {
  req?: { ip?: string | undefined };
}

function withCookie(written: WeakMap<Request, string>): Plugin {
  return {
    onResponse({ request, response }) {
      const cookie = written.get(request);
      if (cookie !== undefined) response.headers.append('Set-Cookie', cookie);
    },
  };
}

const withinLimits: Plugin<GraphqlContext> = {
  onExecute: ({ args, setResultAndStopExecution, setExecuteFn }) => {
    // Yoga's own executor writes fields in the order in which they are ready; answers keep the order of the question.
    setExecuteFn(execute);
    const objection = objectionTo(args);
    if (objection !== null) setResultAndStopExecution({ errors: [objection] });
  },
  onSubscribe: ({ args, setResultAndStopExecution, setSubscribeFn }) => {
    setSubscribeFn(subscribe);
    const objection = objectionTo(args);
    if (objection !== null) setResultAndStopExecution({ errors: [objection] });
  },
};

function objectionTo(args: ExecutionArgs): GraphQLError | null {
  return costObjection(schema, args) ?? nullObjection(args.document, args.variableValues);
}
