import { newSigningKeyPair } from '#crypto/ed25519.ts';
import type { Database } from '#db/client.ts';
import { type Apps, PortalClient } from '#demo/portal-client.ts';
import { createGraphqlFront } from '#graphql/front.ts';

export const ORIGIN = 'http://at.localhost:3000';

/** As much stretching as browsers do would take a minute of these tests. */
const QUICK = { 'argon2id-custom': { iterations: 1, memory: 1024, parallelism: 1 } } as const;

export const NODE_KEY = await newSigningKeyPair();

/** The interface of a node as its own pages use it, over the real front. */
export function nodeWith(sql: Database, opaqueSetUp: string) {
  const surprises: unknown[] = [];
  const apps: Apps = { secrets: new Map(), now: Date.now() };
  const front = createGraphqlFront({ sql, search: sql }, (_id, error) => surprises.push(error), {
    origin: ORIGIN,
    opaqueSetUp,
    nodeKey: NODE_KEY,
    now: () => apps.now,
    facts: { softwareVersion: '0.0.0', sendsMail: false, refusedFiles: () => [] },
  });
  const doorFrom = (ip: string) => ({
    origin: ORIGIN,
    stretching: QUICK,
    send: async (headers: Record<string, string>, body: string) =>
      front.fetch(`${ORIGIN}/graphql`, { method: 'POST', headers, body }, { req: { ip } }),
  });
  let places = 0;
  /** What a form on another website makes somebody's browser send. */
  const sendForm = async (query: string, cookie: string) =>
    front.fetch(`${ORIGIN}/graphql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: 'https://evil.example',
        Cookie: cookie,
      },
      body: new URLSearchParams({ query }).toString(),
    });
  return {
    surprises,
    apps,
    sendForm,
    /** @param ip unless given, each browser is somewhere else */
    browser: (ip = `place-${++places}`) => new PortalClient(doorFrom(ip), apps),
  };
}
