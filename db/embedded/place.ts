import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The account "nobody". PostgreSQL refuses to run as root, and this one exists on every Linux system. */
const NOBODY = 65534;

/** Where root keeps a cluster when the data folder lies under a folder that "nobody" may not enter (such as /root). */
const SYSTEM_FOLDER = '/var/lib/nrm-portal';

const WHY_NOT: Record<string, string> = {
  EEXIST: 'a file is in its place',
  ENOTDIR: 'a file is in its place',
  ENOENT: 'nothing can be made there',
  EACCES: 'permission was refused',
  EPERM: 'permission was refused',
  EROFS: 'the file system is read-only',
};

export interface ClusterPlace {
  /** Folder of everything that belongs to the cluster; the account may enter it. */
  folder: string;
  /** Account and group of the database processes; undefined: the portal's own. */
  account: number | undefined;
}

/**
 * Decides where the cluster of a data folder lives and under which account it runs, and makes the folder.
 *
 * As an ordinary user that is `DATA_DIR/postgres`. As root it is the same folder when "nobody" can reach it, otherwise a
 * folder under `/var/lib/nrm-portal` whose name is derived from the data folder.
 *
 * @throws Error with one plain sentence when the folder cannot be made or written to
 */
export async function clusterPlace(dataDir: string): Promise<ClusterPlace> {
  try {
    return await makePlace(dataDir);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw error;
    throw new Error(
      `The data folder ${dataDir} cannot be used (${WHY_NOT[code ?? ''] ?? message}): set DATA_DIR to a folder that this account may write to.`,
    );
  }
}

async function makePlace(dataDir: string): Promise<ClusterPlace> {
  await makeFolders(dataDir);
  const real = await realpath(dataDir);
  if (process.getuid?.() !== 0) {
    const folder = path.join(real, 'postgres');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, account: undefined };
  }
  const inside = path.join(real, 'postgres');
  const folder = (await mayEnter(path.dirname(real), NOBODY)) ? inside : path.join(SYSTEM_FOLDER, shortHash(real));
  await mkdir(folder, { recursive: true, mode: 0o711 });
  // The data folder holds keys later: others may pass through it to the cluster, but not list it.
  if (folder === inside) await chmod(real, 0o711);
  return { folder, account: NOBODY };
}

/** As `mkdir -p`: the `recursive` of Node itself never ends where nothing can be made, such as under /proc. */
async function makeFolders(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolders(parent);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Another start may have made it in the same moment.
    if (!(await isFolder(folder))) throw error;
  }
}

function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

/** Whether an account that owns nothing here may pass through a folder and all folders above it. */
export async function mayEnter(folder: string, account: number): Promise<boolean> {
  for (let current = folder; ; current = path.dirname(current)) {
    const status = await stat(current);
    const bit = status.uid === account ? 0o100 : 0o001;
    if ((status.mode & bit) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** A folder that only the database account may look into. */
export async function privateFolder(folder: string, { account }: ClusterPlace): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chown(folder, account, account);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
