import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types.d.ts';

/** Writes a typed GraphQL document. `npm test` checks every document against `graphql/schema.graphql`. */
export const graphql = initGraphQLTada<{ introspection: introspection; scalars: { Date: string; ID: string } }>();

export { type FragmentOf, type ResultOf, readFragment, type TadaDocumentNode, type VariablesOf } from 'gql.tada';
