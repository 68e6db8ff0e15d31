import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '#db/client.ts';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import { bringUp, openEmbedded } from '#server/database.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { today } from '#server/today.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The embedded cluster of this test run; its database `nrm` is migrated and holds the directory. */
    cluster: { socketFolder: string; user: string };
  }
}

/** One real PostgreSQL for the whole run. Its database is the template that each test file copies. */
export default async function setup({ provide }: TestProject) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-test-'));
  const opened = await openEmbedded(dataDir);
  await bringUp(opened);
  const { ownerAddress, cluster } = opened;
  const sql = connect(ownerAddress, { max: 2 });
  // Nothing of it outlives the run: PostgreSQL need not wait for the disk at every commit.
  await sql`alter system set fsync = off`;
  await sql`select pg_reload_conf()`;
  const outcome = await loadDirectory(sql, path.join(PROJECT_ROOT, 'directory-data'), today());
  if (outcome.outcome === 'refused') throw new Error(`The directory is refused: ${JSON.stringify(outcome.problems)}`);
  await sql.end();
  if (!('socketFolder' in ownerAddress)) throw new Error('The test cluster is reached by a socket.');
  provide('cluster', { socketFolder: ownerAddress.socketFolder, user: ownerAddress.user });
  return async () => {
    await cluster?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
