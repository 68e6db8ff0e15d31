import { type Bytes, isWellFormed, toHex, toUtf8 } from '../bytes.ts';
import { CryptoError } from '../crypto-error.ts';
import { ShapeError } from '../shape.ts';
import { ProofError, type ProofFile } from './proof-error.ts';

/**
 * @param most characters: looked at before anything else is
 * @throws ProofError TOO_LARGE, MALFORMED
 */
export function parseJson(file: ProofFile, text: string, most: number): unknown {
  if (text.length > most)
    throw new ProofError('TOO_LARGE', file, `The ${file} file is larger than ${most} characters.`);
  try {
    if (isWellFormed(text)) return JSON.parse(text);
  } catch {
    // Refused below.
  }
  throw malformed(file, 'it is not JSON');
}

/**
 * Runs a strict reader.
 *
 * @throws ProofError MALFORMED in place of `ShapeError` and `CryptoError`
 */
export function shaped<Value>(file: ProofFile, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) throw malformed(file, error.message);
    if (error instanceof CryptoError) throw malformed(file, 'it holds a text that is not well-formed');
    throw error;
  }
}

/** @returns small letters of hexadecimal, 64 */
export async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));
}

/**
 * Whether a text is the one that another file names, byte by byte.
 *
 * @throws ProofError WRONG_CONTENT
 */
export async function assertContent(
  file: ProofFile,
  text: string,
  named: { length: number; sha256: string },
): Promise<void> {
  const bytes = shaped(file, () => toUtf8(text));
  if (bytes.length === named.length && (await sha256(bytes)) === named.sha256) return;
  throw new ProofError('WRONG_CONTENT', file, `The ${file} file is not the one that the publication names.`);
}

export function malformed(file: ProofFile, fault: string): ProofError {
  return new ProofError('MALFORMED', file, `The ${file} file is refused: ${fault}.`);
}
