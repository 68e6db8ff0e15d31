import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { InputError } from '#domain/directory/input-error.ts';
import { Refusal } from '#domain/refusal.ts';

/** Told of every surprise, with the id that the person was given. */
export type ReportSurprise = (surpriseId: string, error: unknown) => void;

/**
 * What a client may see of an error: refusals of the domain with their code and sentence, errors of the question itself
 * as GraphQL words them, and of everything else an id that is in the log.
 */
export function presentable(error: unknown, report: ReportSurprise): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  if (cause instanceof InputError || cause instanceof Refusal) {
    return new GraphQLError(cause.message, { ...place, extensions: { code: cause.code } });
  }
  if (error instanceof GraphQLError && (cause === undefined || cause instanceof GraphQLError)) return error;
  const surpriseId = randomUUID();
  report(surpriseId, cause);
  return new GraphQLError('Unexpected error. Say this id to the operator.', {
    ...place,
    extensions: { code: 'UNEXPECTED', id: surpriseId },
  });
}
