import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

/** What the interface answers, whatever was asked. */
interface Answer<Result> {
  data: Result;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * Sends a question from a browser; no copy of the answer is kept.
 *
 * @param credentials whether the node is to know in whose session it is asked
 * @throws what `fetch` throws without a connection, and a SyntaxError for an answer that is not JSON
 */
export async function postQuestion<Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  credentials: 'omit' | 'same-origin',
): Promise<Answer<Result>> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials,
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return response.json();
}
