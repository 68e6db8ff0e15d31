import { InputError } from '../input-error.ts';

/** PostgreSQL's code for a statement that was given up (query_canceled). */
const GIVEN_UP = '57014';

/** @throws InputError TOO_COSTLY when the database gave the search up because it took too long */
export async function inTime<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: string }).code !== GIVEN_UP) throw error;
    throw new InputError('TOO_COSTLY', 'This search takes too long. Use more telling words, or narrow it down.');
  }
}
