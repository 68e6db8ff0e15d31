import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** What a running cluster says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  socketFolder: string;
}

/**
 * The postmaster that runs on a cluster folder, or null when none does.
 *
 * A crash leaves `postmaster.pid` behind, and its process id may since have gone to somebody else (in a container nearly
 * always). PostgreSQL would then refuse to start, so a file whose process is no PostgreSQL is removed here.
 */
export async function runningPostmaster(clusterFolder: string): Promise<Postmaster | null> {
  const file = path.join(clusterFolder, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  if (lines === null) return null;
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !(await isPostgres(pid, clusterFolder))) {
    await rm(file, { force: true });
    return null;
  }
  const socketFolder = lines[4]?.trim() ?? '';
  return { pid, socketFolder };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** On systems without /proc the process is taken for PostgreSQL: a wrong refusal is mended by hand, a wrong removal is not. */
async function isPostgres(pid: number, clusterFolder: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres') && command.includes(clusterFolder);
}

/** Fast shutdown: sessions are ended, everything committed is kept. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await diesWithin(pid, 20_000)) return;
  signal(pid, 'SIGQUIT');
  await diesWithin(pid, 10_000);
}

async function diesWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}
