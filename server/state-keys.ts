import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NodeSigner } from '#domain/publications/node-signer.ts';
import { readNodeKey } from '#federation/publication/key-file.ts';
import { nodeSigner } from '#federation/publication/node-signer.ts';
import { PlainFailure } from './plain-failure.ts';

/** The two files that a State's signers gave to its node: `DATA_DIR/state-keys/XX/snapshot.key` and `timestamp.key`. */
const FOLDER = 'state-keys';

/** The States whose node this is. */
export async function statesOfNode(dataDir: string): Promise<string[]> {
  const names = await readdir(path.join(dataDir, FOLDER)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^[A-Z]{2}$/.test(name)).sort();
}

/**
 * @returns null when this is not the State's node
 * @throws PlainFailure when one of the files is missing or damaged
 */
export async function openNodeSigner(dataDir: string, state: string): Promise<NodeSigner | null> {
  if (!(await statesOfNode(dataDir)).includes(state)) return null;
  const open = async (role: 'snapshot' | 'timestamp') => {
    const file = path.join(dataDir, FOLDER, state, `${role}.key`);
    try {
      return await readNodeKey(await readFile(file, 'utf8'));
    } catch {
      throw new PlainFailure(
        `The file ${file} is missing or damaged: copy it from the folder "node" of the State's keys.`,
      );
    }
  };
  return nodeSigner({ snapshot: await open('snapshot'), timestamp: await open('timestamp') });
}
