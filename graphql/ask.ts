import type { TadaDocumentNode } from 'gql.tada';
import { execute } from 'graphql';
import type { Database } from '#db/client.ts';
import { createContext } from './context.ts';
import { schema } from './schema.ts';

/**
 * Answers documents in process, by the same schema that stands behind `/graphql`: what a page shows, a client can ask.
 *
 * @throws the original error of the first field that failed
 */
export function createAsk(sql: Database) {
  return async <Result, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result> => {
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: createContext(sql),
    });
    const [error] = errors ?? [];
    if (error !== undefined) throw error.originalError ?? error;
    return data as Result;
  };
}
