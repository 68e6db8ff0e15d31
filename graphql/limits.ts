import { createComplexityRule } from '@pothos/plugin-complexity';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, validate } from 'graphql';

/**
 * What one question may cost. The floor is promised to clients: one State with all its lists, phones and sources; all
 * States with hotlines and phones; a search of a hundred results. `tests/graphql/limits.test.ts` holds both ends.
 */
export const LIMITS = { maxComplexity: 20_000, maxDepth: 12, maxBreadth: 400 };

/** @returns the refusal of a question that is too deep, too broad or too costly; null when it may be answered */
export function costObjection(schema: GraphQLSchema, args: ExecutionArgs): GraphQLError | null {
  let refused = false;
  const rule = createComplexityRule({
    context: args.contextValue as object,
    variableValues: { ...args.variableValues },
    operationName: args.operationName ?? null,
    validate: ({ complexity, depth, breadth }) => {
      refused = complexity > LIMITS.maxComplexity || depth > LIMITS.maxDepth || breadth > LIMITS.maxBreadth;
    },
  });
  validate(schema, args.document, [rule]);
  if (!refused) return null;
  return new GraphQLError('This question is too deep or asks for too much at once. Ask in several smaller ones.', {
    extensions: { code: 'TOO_COSTLY', http: { status: 400 } },
  });
}
