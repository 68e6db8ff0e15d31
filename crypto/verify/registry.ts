import type { Bytes } from '../bytes.ts';
import { assertUnique, fieldsOf, listOf, matching, oneOf, ordinal, text } from '../shape.ts';
import { type Timestamp, timestamp } from '../timestamp.ts';
import { ProofError } from './proof-error.ts';
import { keyIdOf } from './public-keys.ts';
import { assertSigned, readSignedFile, type SignedFile, type Signers } from './signed-file.ts';

const KINDS = ['state', 'international'] as const;

/** Who may vouch for organisations. */
export interface Publisher {
  /** Two capitals: ISO 3166-1 for a State; one of its codes for private use (XA to XZ) for an international organisation. */
  code: string;
  kind: (typeof KINDS)[number];
  name: string;
  /** Its first TUF root, as JSON text. */
  root: string;
  /** Where its publications are fetched: https, or http for trying out. */
  address: string;
}

/** The one list above the States. */
export interface Registry {
  version: number;
  expires: Timestamp;
  publishers: Publisher[];
}

/** Who signs the registry. They come with the software, so they have no chain of their own. */
export interface RegistryKeys {
  /** Each 32 bytes. */
  keys: readonly Bytes[];
  threshold: number;
}

const MOST_CHARACTERS = 8 * 1024 * 1024;
const MOST_PUBLISHERS = 200;

/** @throws ProofError TOO_LARGE, MALFORMED, TOO_FEW_SIGNATURES */
export async function verifyRegistry(json: string, signers: Signers): Promise<SignedFile<Registry>> {
  const registry = await readSignedFile('registry', json, MOST_CHARACTERS, readSigned);
  await assertSigned(registry, signers);
  return registry;
}

/** @throws ProofError BAD_KEY for a threshold that everybody or nobody reaches */
export async function registrySigners({ keys, threshold }: RegistryKeys): Promise<Signers> {
  const named = new Map(await Promise.all(keys.map(async (key) => [await keyIdOf(key), key] as const)));
  if (threshold < 1 || threshold > named.size) {
    throw new ProofError('BAD_KEY', 'registry', 'The registry needs from one to all of its keys.');
  }
  return { keys: named, threshold };
}

/** The roots are not read here: one State's damaged root must not silence the others. */
function readSigned(value: unknown): Registry {
  const fields = fieldsOf(value, ['_type', 'version', 'expires', 'publishers']);
  oneOf(fields._type, ['registry']);
  const publishers = listOf(fields.publishers, MOST_PUBLISHERS, readPublisher);
  assertUnique(
    publishers.map(({ code }) => code),
    'the code of a publisher',
  );
  return { version: ordinal(fields.version), expires: timestamp(fields.expires), publishers };
}

function readPublisher(value: unknown): Publisher {
  const fields = fieldsOf(value, ['code', 'kind', 'name', 'root', 'address']);
  return {
    code: matching(fields.code, /^[A-Z]{2}$/, 'the code of a publisher'),
    kind: oneOf(fields.kind, KINDS),
    name: matching(fields.name, /^\P{C}{1,200}$/u, 'the name of a publisher'),
    root: text(fields.root),
    address: matching(fields.address, /^https?:\/\/[^\s]{1,500}$/, 'the address of a publisher'),
  };
}
