import type { Seen, SeenFile } from '#crypto/verify/seen.ts';

/**
 * What this device remembers, so that no node can lead it back: the newest versions it has seen, and roots of States that were
 * compared by a second channel. Numbers, hashes and public keys; with the UUIDs of the organisations whose pages were opened,
 * because they say nothing more than the public list of the State does of each. "Leave this page now" on a public page of the
 * same node takes it away with everything else; then the device begins anew.
 */

const PLACE = 'nrm-seen';

/** What is known of a State and of one of its organisations. */
export interface DeviceTrust {
  seen: Seen;
  /** A root of the State, as JSON text. */
  pinnedRoot: string | null;
}

interface Kept {
  registry: Seen['registry'];
  states: Record<string, { seen: Seen['state']; pinnedRoot: string | null }>;
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
    pinnedRoot: known?.pinnedRoot ?? null,
  };
}

/** The State that vouched for an organisation before: no other can from then on, whatever a node shows. */
export function stateSeen(organisation: string): string | null {
  return read().organisations[organisation]?.state ?? null;
}

/** @param seen as a proof that held returned it */
export function rememberSeen(state: string, organisation: string, seen: Seen): void {
  const kept = read();
  kept.registry = seen.registry;
  kept.states[state] = { seen: seen.state, pinnedRoot: kept.states[state]?.pinnedRoot ?? null };
  if (seen.organisation !== null) kept.organisations[organisation] = { ...seen.organisation, state };
  write(kept);
}

/** From now on the State is proved from this root, which somebody compared by a second channel. */
export function pinRoot(state: string, root: string): void {
  const kept = read();
  kept.states[state] = { seen: kept.states[state]?.seen ?? null, pinnedRoot: root };
  write(kept);
}

/** What is damaged is as if it had never been seen: whoever can write here can also take it away. */
function read(): Kept {
  const nothing: Kept = { registry: null, states: {}, organisations: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Partial<Kept> | null;
    return {
      registry: isSeen(kept?.registry) ? kept.registry : null,
      states: withShape(kept?.states, ({ seen, pinnedRoot }) => {
        const isKnown = seen === null || STATE_FILES.every((file) => isSeen(seen?.[file]));
        return isKnown && (pinnedRoot === null || typeof pinnedRoot === 'string');
      }),
      organisations: withShape(
        kept?.organisations,
        ({ enrolmentKey, statement, state }) =>
          typeof enrolmentKey === 'string' && typeof state === 'string' && isSeen(statement),
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
