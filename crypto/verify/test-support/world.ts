import { fromUtf8, toBase64url, toHex, toUtf8 } from '../../bytes.ts';
import { canonicalJson } from '../../canonical-json.ts';
import { newSigningKeyPair, type SigningKeyPair, sign } from '../../ed25519.ts';
import { type RevocationList, signRevocationList } from '../../revocation-list.ts';
import { type Statement, signStatement } from '../../statement.ts';
import { statement, uuidAt } from '../../test-support/statements.ts';
import { canonicalTuf } from '../canonical-tuf.ts';
import type { Organisation } from '../organisations.ts';
import type { ProofTexts, Trust } from '../prove-organisation.ts';
import { keyIdOf, tufKey } from '../public-keys.ts';
import { NOTHING_SEEN } from '../seen.ts';
import { sha256 } from '../strict-text.ts';

/** The moment in which this world is looked at. */
export const NOW = new Date('2026-11-22T12:00:00Z');
export const STATE = 'XX';
export const ORGANISATION = uuidAt(99_999);
export const NODE = uuidAt(77_777);

const pairs = (count: number) => Promise.all(Array.from({ length: count }, newSigningKeyPair));

/** Two of three for the registry and the root, one of two for the targets. */
export const keys = {
  registry: await pairs(3),
  root: await pairs(3),
  targets: await pairs(2),
  snapshot: await pairs(1),
  timestamp: await pairs(1),
  duty: (await pairs(1))[0] as SigningKeyPair,
  enrolment: (await pairs(1))[0] as SigningKeyPair,
  stranger: (await pairs(1))[0] as SigningKeyPair,
};

type Signed = Record<string, unknown>;
type Edited = 'registry' | 'root' | 'timestamp' | 'snapshot' | 'targets';

/** What differs from a world in which all is well. Every text is signed after it was changed, and named as it is then. */
export interface Changes {
  edit?: Partial<Record<Edited, (signed: Signed) => Signed>>;
  signers?: Partial<Record<Edited, readonly SigningKeyPair[]>>;
  /** Roots after the first, each with its signers. */
  laterRoots?: readonly { edit: (signed: Signed) => Signed; signers: readonly SigningKeyPair[] }[];
  organisation?: Partial<Organisation>;
  otherOrganisations?: readonly Organisation[];
  state?: string;
  dutyKey?: string;
  organisationsText?: (text: string) => string;
  revocations?: Partial<RevocationList>;
  revocationsKey?: SigningKeyPair;
  statement?: Partial<Statement>;
  enrolment?: SigningKeyPair;
}

export function organisation(changes: Partial<Organisation> = {}): Organisation {
  return {
    id: ORGANISATION,
    name: 'Shelter network of Xland',
    kind: 'ngo',
    address: 'shelter@node.example',
    node: NODE,
    enrolmentKey: toBase64url(keys.enrolment.publicKey),
    standing: 'active',
    enrolledOn: '2026-01-15',
    ...changes,
  };
}

/** Signed as TUF does; a key that stands twice signs once. */
export async function signedText(signed: Signed, signers: readonly SigningKeyPair[]): Promise<string> {
  const bytes = toUtf8(canonicalTuf(signed));
  const signatures = await Promise.all(
    [...new Set(signers)].map(async ({ signingKey, publicKey }) => ({
      keyid: await keyIdOf(publicKey),
      sig: toHex(await sign(bytes, signingKey)),
    })),
  );
  return JSON.stringify({ signatures, signed });
}

export async function keyRecord(of: readonly SigningKeyPair[]): Promise<Signed> {
  return Object.fromEntries(
    await Promise.all(of.map(async ({ publicKey }) => [await keyIdOf(publicKey), tufKey(publicKey)])),
  );
}

export async function role(of: readonly SigningKeyPair[], threshold: number) {
  return { keyids: await Promise.all(of.map(({ publicKey }) => keyIdOf(publicKey))), threshold };
}

export async function rootSigned() {
  return {
    _type: 'root',
    spec_version: '1.0.31',
    version: 1,
    expires: '2029-11-01T00:00:00Z',
    consistent_snapshot: true,
    keys: await keyRecord([...keys.root, ...keys.targets, ...keys.snapshot, ...keys.timestamp]),
    roles: {
      root: await role(keys.root, 2),
      targets: await role(keys.targets, 1),
      snapshot: await role(keys.snapshot, 1),
      timestamp: await role(keys.timestamp, 1),
    },
  };
}

/** All texts of a proof that is refused nowhere, apart from the changes. */
export async function proofTexts(changes: Changes = {}): Promise<ProofTexts> {
  const edited = (file: Edited, signed: Signed) => changes.edit?.[file]?.(signed) ?? signed;
  const signed = (file: Edited, content: Signed, signers: readonly SigningKeyPair[]) =>
    signedText(edited(file, content), changes.signers?.[file] ?? signers);

  const first = await signed('root', await rootSigned(), keys.root.slice(0, 2));
  const later = (changes.laterRoots ?? []).map(async ({ edit, signers }, place) =>
    signedText(edit({ ...(await rootSigned()), version: place + 2 }), signers),
  );
  const roots = [first, ...(await Promise.all(later))];

  const list = {
    state: changes.state ?? STATE,
    dutyKey: changes.dutyKey ?? toBase64url(keys.duty.publicKey),
    organisations: [organisation(changes.organisation), ...(changes.otherOrganisations ?? [])],
  };
  const organisations = (changes.organisationsText ?? String)(fromUtf8(canonicalJson(list)));
  const targets = await signed(
    'targets',
    { ...common('targets', 4, '2027-11-01T00:00:00Z'), targets: { 'organisations.json': await named(organisations) } },
    keys.targets.slice(0, 1),
  );
  const snapshot = await signed(
    'snapshot',
    { ...common('snapshot', 9, '2026-11-27T00:00:00Z'), meta: { 'targets.json': await namedVersion(targets) } },
    keys.snapshot,
  );
  const timestamp = await signed(
    'timestamp',
    { ...common('timestamp', 12, '2026-11-27T00:00:00Z'), meta: { 'snapshot.json': await namedVersion(snapshot) } },
    keys.timestamp,
  );
  const publisher = {
    code: STATE,
    kind: 'state',
    name: 'Xland',
    root: first,
    address: 'https://node.example/federation/directory/',
  };
  const registry = await signed(
    'registry',
    { _type: 'registry', version: 3, expires: '2027-11-01T00:00:00Z', publishers: [publisher] },
    keys.registry.slice(0, 2),
  );
  return {
    registry,
    roots,
    timestamp,
    snapshot,
    targets,
    organisations,
    statement: await statementText(changes),
    revocations: await revocationsText(changes),
  };
}

export function statementText(changes: Pick<Changes, 'statement' | 'enrolment'> = {}): Promise<string> {
  const content = statement({ organisation: ORGANISATION, ...changes.statement });
  return signStatement(content, (changes.enrolment ?? keys.enrolment).signingKey);
}

export function revocationsText(changes: Pick<Changes, 'revocations' | 'revocationsKey'> = {}): Promise<string> {
  const list: RevocationList = {
    state: STATE,
    version: 5,
    issuedAt: '2026-11-20T10:00:00Z',
    expiresAt: '2026-11-27T10:00:00Z',
    organisations: [],
    nodes: [],
    ...changes.revocations,
  };
  return signRevocationList(list, (changes.revocationsKey ?? keys.duty).signingKey);
}

/** One who trusts the registry, has pinned nothing and seen nothing. */
export function trust(changes: Partial<Trust> = {}): Trust {
  return {
    state: STATE,
    organisation: ORGANISATION,
    registry: { keys: keys.registry.map(({ publicKey }) => publicKey), threshold: 2 },
    pinnedRoot: null,
    setAside: null,
    now: NOW,
    seen: NOTHING_SEEN,
    ...changes,
  };
}

export async function named(text: string): Promise<{ length: number; hashes: { sha256: string } }> {
  const bytes = toUtf8(text);
  return { length: bytes.length, hashes: { sha256: await sha256(bytes) } };
}

export async function namedVersion(text: string): Promise<Signed> {
  const { version } = (JSON.parse(text) as { signed: { version: unknown } }).signed;
  return { version, ...(await named(text)) };
}

function common(type: string, version: number, expires: string): Signed {
  return { _type: type, spec_version: '1.0.31', version, expires };
}
