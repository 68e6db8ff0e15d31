import { PortalRefusal } from './ask.ts';

/** Growing, in milliseconds; the last one stays. */
const PAUSES = [1000, 2000, 5000, 15_000, 60_000];

/**
 * Tries again, with growing pauses, for as long as the node does not answer. Only for what may arrive twice.
 *
 * @param onWaiting told before each pause
 * @throws what `attempt` throws, but for PortalRefusal NO_CONNECTION; the signal's reason
 */
export async function untilConnected<Result>(
  attempt: () => Promise<Result>,
  onWaiting: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PortalRefusal) || error.code !== 'NO_CONNECTION') throw error;
      onWaiting();
      await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(failures, PAUSES.length - 1)]));
    }
  }
}
