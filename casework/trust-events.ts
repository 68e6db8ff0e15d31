import { fieldsOf, matching, oneOf, ordinal, orNull, sha256Hex, text, uuid } from '#crypto/shape.ts';
import type { Seen, SeenFile } from '#crypto/verify/seen.ts';

/** How words were compared outside the portal. */
export const CHANNELS = ['telephone', 'in_person', 'video', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a browser saw when something was sealed to an organisation. */
export interface SeenBody {
  /** UUID */
  organisation: string;
  /** Code of the State that vouched for it. */
  state: string;
  seen: Seen;
}

/** A member compared the words of an organisation's key with somebody there. */
export interface KeyComparedBody {
  /** UUID */
  organisation: string;
  /** Code of the State that vouches for it. */
  state: string;
  /** Base64url. */
  enrolmentKey: string;
  channel: Channel;
}

/** A member compared the words of a State's root with its contact point. */
export interface RootComparedBody {
  /** Code of the State. */
  state: string;
  /** JSON text of a TUF root, whose words were compared. */
  root: string;
  /** The root that the registry named at that time for the State, as SHA-256; null when it named none, or the same. */
  registryRoot: string | null;
  channel: Channel;
}

/** A member wants an event of the record not to count: a comparison taken back, or something that nobody can have seen. */
export interface SetAsideBody {
  /** SHA-256 of the event. */
  event: string;
}

/** @throws ShapeError */
export function readSeen(body: unknown): SeenBody {
  const { organisation, state, seen } = fieldsOf(body, ['organisation', 'state', 'seen']);
  const parts = fieldsOf(seen, ['registry', 'state', 'organisation']);
  return {
    organisation: uuid(organisation),
    state: stateCode(state),
    seen: {
      registry: orNull(parts.registry, seenFile),
      state: orNull(parts.state, seenState),
      organisation: orNull(parts.organisation, (known) => {
        const { enrolmentKey, statement } = fieldsOf(known, ['enrolmentKey', 'statement']);
        return { enrolmentKey: publicKey(enrolmentKey), statement: orNull(statement, seenFile) };
      }),
    },
  };
}

/** @throws ShapeError */
export function readKeyCompared(body: unknown): KeyComparedBody {
  const { organisation, state, enrolmentKey, channel } = fieldsOf(body, [
    'organisation',
    'state',
    'enrolmentKey',
    'channel',
  ]);
  return {
    organisation: uuid(organisation),
    state: stateCode(state),
    enrolmentKey: publicKey(enrolmentKey),
    channel: oneOf(channel, CHANNELS),
  };
}

/** @throws ShapeError */
export function readRootCompared(body: unknown): RootComparedBody {
  const { state, root, registryRoot, channel } = fieldsOf(body, ['state', 'root', 'registryRoot', 'channel']);
  return {
    state: stateCode(state),
    root: text(root),
    registryRoot: orNull(registryRoot, sha256Hex),
    channel: oneOf(channel, CHANNELS),
  };
}

/** @throws ShapeError */
export function readSetAside(body: unknown): SetAsideBody {
  return { event: sha256Hex(fieldsOf(body, ['event']).event) };
}

function seenState(value: unknown): NonNullable<Seen['state']> {
  const { root, timestamp, snapshot, targets, revocations } = fieldsOf(value, [
    'root',
    'timestamp',
    'snapshot',
    'targets',
    'revocations',
  ]);
  return {
    root: seenFile(root),
    timestamp: seenFile(timestamp),
    snapshot: seenFile(snapshot),
    targets: seenFile(targets),
    revocations: seenFile(revocations),
  };
}

function seenFile(value: unknown): SeenFile {
  const { version, sha256, signers } = fieldsOf(value, ['version', 'sha256', 'signers']);
  return { version: ordinal(version), sha256: sha256Hex(sha256), signers: sha256Hex(signers) };
}

function stateCode(value: unknown): string {
  return matching(value, /^[A-Z]{2}$/, 'the code of a State');
}

function publicKey(value: unknown): string {
  return matching(value, /^[A-Za-z0-9_-]{43}$/, 'a public key');
}
