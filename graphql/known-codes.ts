import { InputError } from '#domain/directory/input-error.ts';
import type { GraphqlContext } from './context.ts';

/** @throws InputError BAD_CODE naming the first code that the vocabulary does not have */
export async function assertCodes(
  load: GraphqlContext['load'],
  vocabulary: string,
  codes: readonly string[],
): Promise<void> {
  const known = new Set((await load.termsOf.load(vocabulary)).map((term) => term.code));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) {
    throw new InputError('BAD_CODE', `The vocabulary ${vocabulary} has no code "${unknown.slice(0, 60)}".`);
  }
}
