import { isPassing, type PortalRefusal } from './ask.ts';

/** Growing, in milliseconds; the last one stays. */
const PAUSES = [1000, 2000, 5000, 15_000, 60_000];
/** Such as while the database of the node starts anew. */
const MOST_SURPRISES = 3;

/**
 * Tries again, with growing pauses: for as long as the node does not answer, and three times when it answers what nobody foresaw. Only for
 * what may arrive twice.
 *
 * @param onWaiting told before each pause
 * @throws what `attempt` throws, but for PortalRefusal NO_CONNECTION; the signal's reason
 */
export async function untilAnswered<Result>(
  attempt: () => Promise<Result>,
  onWaiting: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<Result> {
  let surprises = 0;
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if ((error as PortalRefusal).code === 'UNEXPECTED' && ++surprises > MOST_SURPRISES) throw error;
      onWaiting();
      await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(failures, PAUSES.length - 1)]));
    }
  }
}
