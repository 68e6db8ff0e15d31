import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a running cluster says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  socketFolder: string;
}

/**
 * The postmaster that runs on a cluster folder, or null when none does.
 *
 * A crash leaves `postmaster.pid` behind. When its process is gone, PostgreSQL itself removes it in a way that is safe with
 * several starts at once. Its process id may however have gone to somebody else (in a container nearly always), or the
 * crash may have left the file empty: PostgreSQL would then refuse to start, so such a file is removed here.
 */
export async function runningPostmaster(clusterFolder: string): Promise<Postmaster | null> {
  const file = path.join(clusterFolder, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  if (lines === null) return null;
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) {
    // A postmaster that starts in this moment has made its file and not yet written to it.
    if (await isOlderThan(file, 5000)) await rm(file, { force: true });
    return null;
  }
  if (!isAlive(pid)) return null;
  if (!(await isPostgres(pid, clusterFolder))) {
    await rm(file, { force: true });
    return null;
  }
  const socketFolder = lines[4]?.trim() ?? '';
  return { pid, socketFolder };
}

async function isOlderThan(file: string, milliseconds: number): Promise<boolean> {
  const status = await stat(file).catch(() => null);
  return status !== null && Date.now() - status.mtimeMs > milliseconds;
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
