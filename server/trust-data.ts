import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ProofError } from '#crypto/verify/proof-error.ts';
import type { RegistryKeys } from '#crypto/verify/registry.ts';
import { readRegistryKeys } from '#crypto/verify/registry-keys.ts';
import type { Database } from '#db/client.ts';
import { takeInRegistry } from '#domain/publications/take-in-registry.ts';
import { PlainFailure } from './plain-failure.ts';

/** Where trust begins for everybody who uses this software, as files beside its code. */
export interface TrustData {
  /** The text of `registry-keys.json`, which pages hand to the browser with the code; null where there is none. */
  registryKeysText: string | null;
  registryKeys: RegistryKeys | null;
  /** The signed list of publishers, `registry.json`; null where there is none. */
  registry: string | null;
}

/** @throws PlainFailure when the keys are damaged: without them nobody would notice a forged registry */
export async function readTrustData(folder: string): Promise<TrustData> {
  const file = path.join(folder, 'registry-keys.json');
  const registryKeysText = await readIfThere(file);
  if (registryKeysText === null) return { registryKeysText, registryKeys: null, registry: null };
  try {
    const registryKeys = await readRegistryKeys(registryKeysText);
    return { registryKeysText, registryKeys, registry: await readIfThere(path.join(folder, 'registry.json')) };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    throw new PlainFailure(`The file ${file} holds no keys of a registry: ${error.message}`);
  }
}

/** Takes in the list that lies beside the keys, if there is one. @throws ProofError, PublicationError */
export async function takeInShippedRegistry(sql: Database, { registry, registryKeys }: TrustData): Promise<void> {
  if (registry !== null && registryKeys !== null) {
    await takeInRegistry(sql, { text: registry, keys: registryKeys }, new Date());
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
