import { fromBase64url } from '../bytes.ts';
import { fieldsOf, listOf, ordinal } from '../shape.ts';
import { readPublicKey } from './public-keys.ts';
import { type RegistryKeys, registrySigners } from './registry.ts';
import { parseJson, shaped } from './strict-text.ts';

const MOST_CHARACTERS = 16 * 1024;
const MOST_KEYS = 64;

/**
 * The registry's keys as they come with the software: `{ "threshold": 2, "keys": ["…"] }`, each key 32 bytes as base64url.
 *
 * @throws ProofError TOO_LARGE, MALFORMED, BAD_KEY
 */
export async function readRegistryKeys(json: string): Promise<RegistryKeys> {
  const value = parseJson('registry', json, MOST_CHARACTERS);
  const keys = shaped('registry', () => {
    const fields = fieldsOf(value, ['threshold', 'keys']);
    return {
      threshold: ordinal(fields.threshold),
      keys: listOf(fields.keys, MOST_KEYS, (key) => fromBase64url(readPublicKey('registry', key))),
    };
  });
  await registrySigners(keys);
  return keys;
}
