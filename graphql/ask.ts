import type { TadaDocumentNode } from 'gql.tada';
import { execute } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Pools } from '#db/pools.ts';
import { createContext, type GraphqlContext } from './context.ts';
import { schema } from './schema.ts';

type Ask = <Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/**
 * Answers documents in process, by the same schema that stands behind `/graphql`: what a page shows, a client can ask.
 *
 * @returns a function that throws the original error of the first field that failed
 */
export function createAsk(pools: Pools): Ask {
  return (document, variables) => answer(document, variables, createContext(pools));
}

/** Answers to each document. Enough for what pages made one after the other have in common, such as labels. */
const ANSWERS_KEPT = 4;

/**
 * The same for making many pages of one directory: what was read once is not read again. It knows nothing of later changes
 * and keeps failures, so it is thrown away after a failure or when the pages are made.
 */
export function createLastingAsk(pools: Pools): Ask {
  const context = createContext(pools);
  const answersTo = new Map<unknown, LRUCache<string, Promise<unknown>>>();
  return async <Result, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<Result, Variables>,
    variables: Variables,
  ) => {
    const answers = answersTo.get(document) ?? new LRUCache({ max: ANSWERS_KEPT });
    answersTo.set(document, answers);
    const question = JSON.stringify(variables);
    const known = answers.get(question) ?? answer(document, variables, context);
    answers.set(question, known);
    return (await known) as Result;
  };
}

async function answer<Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  contextValue: GraphqlContext,
): Promise<Result> {
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
  const [error] = errors ?? [];
  if (error !== undefined) throw error.originalError ?? error;
  return data as Result;
}
