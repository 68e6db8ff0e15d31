import { type Bytes, fromHex, toUtf8 } from '../bytes.ts';
import { verify } from '../ed25519.ts';
import { fieldsOf, listOf, matching, ShapeError } from '../shape.ts';
import { canonicalTuf } from './canonical-tuf.ts';
import { ProofError, type ProofFile } from './proof-error.ts';
import { parseJson, sha256, shaped } from './strict-text.ts';

/** Read, not verified: `assertSigned` does that. */
export interface SignedFile<Signed> {
  file: ProofFile;
  signed: Signed;
  /** What the signatures are over. */
  bytes: Bytes;
  /** Of those bytes, in hexadecimal. */
  sha256: string;
  /** By the name of the key; each 64 bytes. */
  signatures: ReadonlyMap<string, Bytes>;
}

/** Whose signatures count, and how many are needed. */
export interface Signers {
  /** By name; each 32 bytes. */
  keys: ReadonlyMap<string, Bytes>;
  threshold: number;
}

const MOST_SIGNATURES = 64;

export const KEY_ID = /^[0-9a-f]{64}$/;

/**
 * `{ "signed": …, "signatures": [{ "keyid": …, "sig": … }] }`
 *
 * @param most characters
 * @param read knows every member of the signed part: nothing is signed that nobody checks
 * @throws ProofError TOO_LARGE, MALFORMED, and what `read` throws
 */
export async function readSignedFile<Signed>(
  file: ProofFile,
  text: string,
  most: number,
  read: (signed: unknown) => Signed,
): Promise<SignedFile<Signed>> {
  const value = parseJson(file, text, most);
  const { signed, bytes, signatures } = shaped(file, () => {
    const fields = fieldsOf(value, ['signed', 'signatures']);
    return {
      signed: read(fields.signed),
      bytes: toUtf8(canonicalTuf(fields.signed)),
      signatures: readSignatures(fields.signatures),
    };
  });
  return { file, signed, bytes, sha256: await sha256(bytes), signatures };
}

function readSignatures(value: unknown): Map<string, Bytes> {
  const entries = listOf(value, MOST_SIGNATURES, (item) => {
    const { keyid, sig } = fieldsOf(item, ['keyid', 'sig']);
    const signature = matching(sig, /^[0-9a-f]{128}$/, 'a signature');
    return [matching(keyid, KEY_ID, 'the name of a key'), fromHex(signature)] as const;
  });
  const signatures = new Map(entries);
  // TUF 1.0.31 §4.2: a name stands once.
  if (signatures.size < entries.length) throw new ShapeError('a key has signed it twice');
  return signatures;
}

/**
 * Signatures of other keys do not matter, and neither does a bad one beside enough good ones (TUF 1.0.31 §5.3.4).
 *
 * @throws ProofError TOO_FEW_SIGNATURES
 */
export async function assertSigned(
  { file, bytes, signatures }: SignedFile<unknown>,
  { keys, threshold }: Signers,
): Promise<void> {
  const good = await Promise.all(
    [...keys].map(([name, key]) => {
      const signature = signatures.get(name);
      // A runtime that notices that a key is no point of the curve refuses it: then nothing is signed by it.
      return signature !== undefined && verify(bytes, signature, key).catch(() => false);
    }),
  );
  if (good.filter(Boolean).length >= threshold) return;
  throw new ProofError('TOO_FEW_SIGNATURES', file, `The ${file} file is not signed by enough of the keys it needs.`);
}
