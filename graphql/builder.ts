import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import { Refusal } from '#domain/refusal.ts';
import type { GraphqlContext } from './context.ts';

/** The one Pothos builder. It knows no type: those are in `types/`, one file each. */
export const builder = new SchemaBuilder<{
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  Scalars: { Date: { Input: string; Output: string } };
}>({
  plugins: [ErrorsPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // What a mutation refuses is a member of its result.
  errors: {
    defaultTypes: [Refusal],
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result` },
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 5 },
});

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
