import { ProofError } from '../proof-error.ts';

/**
 * "CODE file" with which something refuses its texts, or null when it takes them. Any other error comes through: nothing that
 * a stranger sends may cause one.
 */
export async function refusalOf(attempt: () => unknown): Promise<string | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof ProofError) return `${error.code} ${error.file}`;
    throw error;
  }
}
