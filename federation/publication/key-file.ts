import { armor, Decrypter, Encrypter } from 'age-encryption';
import { fromBase64url, fromUtf8, toBase64url } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { publicKeyOf, type SigningKeyPair } from '#crypto/ed25519.ts';
import { fieldsOf, matching, oneOf, text } from '#crypto/shape.ts';
import { normalisePassphrase } from '#crypto/words.ts';

const ROLES = ['root', 'targets', 'duty'] as const;

/** What a State's signer keeps in a file. */
export interface StateKey {
  /** Two capitals. */
  state: string;
  role: (typeof ROLES)[number];
  pair: SigningKeyPair;
}

/** Shorter ones can be guessed by whoever copies the file. Six words of ours have more. */
export const LEAST_PASSPHRASE = 20;

export class KeyFileError extends Error {}

/**
 * An age file under a passphrase (scrypt, 2¹⁸), in armour: a State can open it with the ordinary `age` program, without this
 * software.
 *
 * @throws KeyFileError when the passphrase is too short
 */
export async function sealKeyFile({ state, role, pair }: StateKey, passphrase: string): Promise<string> {
  const typed = normalisePassphrase(passphrase);
  if (typed.length < LEAST_PASSPHRASE) {
    throw new KeyFileError(`A passphrase needs ${LEAST_PASSPHRASE} characters or more.`);
  }
  const encrypter = new Encrypter();
  encrypter.setPassphrase(typed);
  const signingKey = toBase64url(pair.signingKey);
  return armor.encode(await encrypter.encrypt(canonicalJson({ state, role, signingKey })));
}

/** @throws KeyFileError for another passphrase, and for a file that is damaged or something else */
export async function openKeyFile(file: string, passphrase: string): Promise<StateKey> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(normalisePassphrase(passphrase));
  let bytes: Uint8Array;
  try {
    bytes = await decrypter.decrypt(armor.decode(file));
  } catch {
    throw new KeyFileError('The passphrase does not open this key file, or the file is damaged.');
  }
  try {
    const fields = fieldsOf(JSON.parse(fromUtf8(Uint8Array.from(bytes))), ['state', 'role', 'signingKey']);
    const signingKey = fromBase64url(text(fields.signingKey));
    return {
      state: matching(fields.state, /^[A-Z]{2}$/, 'the State'),
      role: oneOf(fields.role, ROLES),
      pair: { signingKey, publicKey: await publicKeyOf(signingKey) },
    };
  } catch {
    throw new KeyFileError("This file opens, but holds no State's key.");
  }
}

/** The key of a node, which must sign without anybody at hand: nothing but the key, for a file that only the node reads. */
export function writeNodeKey({ signingKey }: SigningKeyPair): string {
  return `${toBase64url(signingKey)}\n`;
}

/** @throws KeyFileError */
export async function readNodeKey(file: string): Promise<SigningKeyPair> {
  try {
    const signingKey = fromBase64url(file.trim());
    return { signingKey, publicKey: await publicKeyOf(signingKey) };
  } catch {
    throw new KeyFileError("This file holds no node's key.");
  }
}
