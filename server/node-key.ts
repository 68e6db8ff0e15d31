import path from 'node:path';
import { newSigningKeyPair, type SigningKeyPair } from '#crypto/ed25519.ts';
import { readNodeKey, writeNodeKey } from '#federation/publication/key-file.ts';
import { PlainFailure } from './plain-failure.ts';
import { makeSecretFile } from './secret-file.ts';

const FILE = 'node-key';

/**
 * The key by which the node signs receipts: a file in the data folder, made at the first start.
 *
 * @throws PlainFailure when it cannot be read or is damaged: a new one would make every receipt another node's
 */
export async function openNodeKey(dataDir: string): Promise<SigningKeyPair> {
  const file = path.join(dataDir, FILE);
  const text = await makeSecretFile(file, async () => writeNodeKey(await newSigningKeyPair()));
  try {
    return await readNodeKey(text);
  } catch {
    throw new PlainFailure(`The file ${file} is damaged: put it back from a backup, or older receipts prove nothing.`);
  }
}
