import type { Ask } from '#app/load-context.ts';
import { postQuestion } from '#app/post-question.ts';

/** Why the portal did not do something, by the code that `portal.refusal.…` has words for. */
export class PortalRefusal extends Error {
  override readonly name = 'PortalRefusal';

  constructor(readonly code: string) {
    super(code);
  }
}

/** Whether the same may be answered when it is asked again: the node gave no answer, or one that nobody foresaw. */
export function isPassing(error: unknown): boolean {
  return error instanceof PortalRefusal && ['NO_CONNECTION', 'UNEXPECTED'].includes(error.code);
}

/** Asks the node in the session of whoever is signed in here. */
export const askPortal: Ask = async (document, variables) => {
  const { data, errors } = await postQuestion(document, variables, 'same-origin').catch(() => {
    throw new PortalRefusal('NO_CONNECTION');
  });
  const [error] = errors ?? [];
  if (error !== undefined) throw new PortalRefusal(error.extensions?.code ?? 'UNEXPECTED');
  return data;
};

/** The outcome of a change, unless it was refused. */
export function unlessRefused<T extends { __typename: string }>(result: T): Exclude<T, { __typename: 'Refusal' }> {
  if (result.__typename === 'Refusal') throw new PortalRefusal((result as unknown as { code: string }).code);
  return result as Exclude<T, { __typename: 'Refusal' }>;
}
