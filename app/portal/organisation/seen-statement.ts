import type { SeenStatement } from '#crypto/organisation-keys.ts';

/**
 * Which statement of the own organisation was seen last on this device: a number, a hash and a public key, by which a node that goes
 * back, or shows people different things, is noticed.
 */

const PLACE = 'nrm-own-statement';

/** @param organisation UUID */
export function readSeenStatement(organisation: string): SeenStatement | null {
  const { version, sha256, signedBy } = read()[organisation] ?? {};
  if (!Number.isSafeInteger(version) || typeof sha256 !== 'string' || typeof signedBy !== 'string') return null;
  return { version: version as number, sha256, signedBy };
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
