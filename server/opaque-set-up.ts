import path from 'node:path';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PlainFailure } from './plain-failure.ts';
import { makeSecretFile } from './secret-file.ts';

const FILE = 'sign-in-secret';

/**
 * The node's secret half of every passphrase: a file in the data folder, made at the first start. It is never in the
 * database, so that a copy of one without the other opens nothing and lets nobody guess.
 *
 * @throws PlainFailure when it cannot be read or is damaged: a new one would shut everybody out
 */
export async function openOpaqueSetUp(dataDir: string): Promise<string> {
  const file = path.join(dataDir, FILE);
  const text = (await makeSecretFile(file, async () => `${await newOpaqueSetUp()}\n`)).trim();
  if (/^[A-Za-z0-9_-]{171}$/.test(text)) return text;
  throw new PlainFailure(`The file ${file} is damaged: put it back from a backup, or nobody can sign in.`);
}
