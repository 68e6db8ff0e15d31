import type { SeenStatement } from '#crypto/organisation-keys.ts';

/**
 * Which statement of the own organisation was seen last on this device: a number and a hash, by which a node that goes back, or
 * shows people different things, is noticed.
 */

const PLACE = 'nrm-own-statement';

/** @param organisation UUID */
export function readSeenStatement(organisation: string): SeenStatement | null {
  const { version, sha256 } = read()[organisation] ?? {};
  return Number.isSafeInteger(version) && typeof sha256 === 'string' ? { version: version as number, sha256 } : null;
}

export function rememberStatement(organisation: string, seen: SeenStatement): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...read(), [organisation]: seen }));
  } catch {
    // A browser that keeps nothing begins anew each time.
  }
}

/** What is damaged is as if it had never been seen: whoever can write here can also take it away. */
function read(): Record<string, Partial<SeenStatement> | undefined> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, Partial<SeenStatement>>) : {};
  } catch {
    return {};
  }
}
