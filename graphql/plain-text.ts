import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';

/**
 * No text that is kept has a null character: the database refuses it wherever it stands. Questions that change nothing answer
 * it by themselves.
 *
 * @returns the refusal of a change that has one anywhere; null when there is none
 */
export function nullObjection(document: DocumentNode, variables: unknown): GraphQLError | null {
  let isChange = false;
  let hasNull = holdsNull(variables);
  visit(document, {
    OperationDefinition: ({ operation }) => {
      isChange ||= operation === 'mutation';
    },
    [Kind.STRING]: ({ value }) => {
      hasNull ||= value.includes(NULL);
    },
  });
  if (!isChange || !hasNull) return null;
  return new GraphQLError('Please send ordinary characters only.', { extensions: { code: 'BAD_TEXT' } });
}

const NULL = '\0';

function holdsNull(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NULL);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNull);
}
