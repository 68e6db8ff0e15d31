import { print } from 'graphql';
import type { Ask } from '#app/load-context.ts';

/** Asks the portal's own interface from a browser, without anything that tells who asks. */
export const askOverHttp: Ask = async (document, variables) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = await response.json();
  const [error] = errors ?? [];
  if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.extensions?.code });
  return data;
};
