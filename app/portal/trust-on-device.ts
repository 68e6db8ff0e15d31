import type { Seen, SeenFile } from '#crypto/verify/seen.ts';

/**
 * What this device remembers, so that no node can lead it back: the newest versions it has seen. Numbers, hashes and public keys;
 * with the UUIDs of the organisations whose pages were opened, because they say nothing more than the public list of the State
 * does of each. "Leave this page now" on a public page of the same node takes it away with everything else; then the device
 * begins anew, and caseworkers with what the trust record of their organisation says.
 */

const PLACE = 'nrm-seen';

/** What is known of a State and of one of its organisations. */
export interface DeviceTrust {
  seen: Seen;
  /** SHA-256 of the pinned root under which that of the State was seen; null: under none. */
  seenUnder: string | null;
}

interface Kept {
  registry: Seen['registry'];
  states: Record<string, { seen: NonNullable<Seen['state']>; under: string | null }>;
  organisations: Record<string, NonNullable<Seen['organisation']> & { state: string }>;
}

/** @param organisation UUID */
export function readTrust(state: string, organisation: string): DeviceTrust {
  const { registry, states, organisations } = read();
  const known = states[state];
  const { enrolmentKey, statement } = organisations[organisation] ?? {};
  return {
    seen: {
      registry,
      state: known?.seen ?? null,
      organisation: enrolmentKey === undefined || statement === undefined ? null : { enrolmentKey, statement },
    },
    seenUnder: known?.under ?? null,
  };
}

/** The State that vouched for an organisation before: no other can from then on, whatever a node shows. */
export function stateSeen(organisation: string): string | null {
  return read().organisations[organisation]?.state ?? null;
}

/** @param seen as a proof that held returned it @param under SHA-256 of the pinned root from which it was proved */
export function rememberSeen(state: string, organisation: string, seen: Seen, under: string | null): void {
  const kept = read();
  kept.registry = seen.registry;
  if (seen.state !== null) kept.states[state] = { seen: seen.state, under };
  if (seen.organisation !== null) kept.organisations[organisation] = { ...seen.organisation, state };
  write(kept);
}

/** What is damaged is as if it had never been seen: whoever can write here can also take it away. */
function read(): Kept {
  const nothing: Kept = { registry: null, states: {}, organisations: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Partial<Kept> | null;
    return {
      registry: isSeen(kept?.registry) ? kept.registry : null,
      states: withShape(
        kept?.states,
        ({ seen, under }) =>
          STATE_FILES.every((file) => isSeen(seen?.[file])) && (under === null || typeof under === 'string'),
      ),
      organisations: withShape(
        kept?.organisations,
        ({ enrolmentKey, statement, state }) =>
          typeof enrolmentKey === 'string' && typeof state === 'string' && (statement === null || isSeen(statement)),
      ),
    };
  } catch {
    return nothing;
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing begins anew each time.
  }
}

const STATE_FILES = ['root', 'timestamp', 'snapshot', 'targets', 'revocations'] as const;

function isSeen(value: unknown): value is SeenFile {
  if (typeof value !== 'object' || value === null) return false;
  const { version, sha256, signers } = value as Record<string, unknown>;
  return Number.isSafeInteger(version) && typeof sha256 === 'string' && typeof signers === 'string';
}

function withShape<Value extends object>(
  value: Record<string, Value> | undefined,
  hasShape: (entry: Value) => boolean,
): Record<string, Value> {
  const sound = Object.entries(value ?? {}).filter(
    ([, entry]) => typeof entry === 'object' && entry !== null && hasShape(entry),
  );
  return Object.fromEntries(sound);
}
