import { CryptoError, type CryptoErrorCode } from '../crypto-error.ts';

/**
 * The code with which something refuses its input, or null when it takes it. Any other error comes through: nothing that a
 * stranger sends may cause one.
 */
export async function codeOf(attempt: () => unknown): Promise<CryptoErrorCode | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}
