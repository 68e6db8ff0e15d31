import type { TadaDocumentNode } from 'gql.tada';
import { execute } from 'graphql';
import type { Database } from '#db/client.ts';
import { createContext } from './context.ts';
import { schema } from './schema.ts';

/** Answers one of the portal's own documents. */
export type Ask = <Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/**
 * Answers documents in process, by the same schema that stands behind `/graphql`: what a page shows, a client can ask.
 *
 * @throws the original error of the first field that failed
 */
export function createAsk(sql: Database): Ask {
  return async (document, variables) => {
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: createContext(sql),
    });
    const [error] = errors ?? [];
    if (error !== undefined) throw error.originalError ?? error;
    return data as never;
  };
}
