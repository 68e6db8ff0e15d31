import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, lstat, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../client.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type ClusterPlace, clusterPlace, privateFolder } from './place.ts';
import { isAlive, runningPostmaster, stopPostmaster } from './postmaster.ts';

/** A PostgreSQL cluster that the portal itself started (or found running after a crash), reached by a local socket only. */
export interface Cluster {
  socketFolder: string;
  pid: number;
  /** True when this process started it. */
  startedHere: boolean;
  isAlive(): boolean;
  stop(): Promise<void>;
}

export const CLUSTER_USER = 'postgres';

const READY_WITHIN = 60_000;
const LONGEST_SOCKET_FOLDER = 80;
const LOG_LIMIT = 5_000_000;

/** What a postmaster says when another one is just starting here, or a killed one still has children: it passes. */
const PASSING = /lock file|shared memory/;

/**
 * Opens the cluster of a data folder: makes it when there is none, starts it when it is down, and joins it when it runs
 * (another command of the portal, or left over by a killed one). Two starts at once end up on the same cluster.
 *
 * @throws Error with one plain sentence when it cannot be made or started; nothing half-made is left
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const place = await clusterPlace(dataDir);
  const folder = path.join(place.folder, 'cluster');
  const deadline = Date.now() + READY_WITHIN;
  let binaries: Binaries | undefined;
  let reason = '';
  while (Date.now() < deadline) {
    const running = await runningPostmaster(folder);
    if (running !== null) {
      if (running.socketFolder !== '' && (await answers(running.socketFolder))) {
        return asCluster(running.pid, running.socketFolder, false);
      }
    } else {
      binaries ??= await findBinaries(place);
      await makeClusterOnce(folder, place, binaries);
      const started = await start(folder, place, binaries, deadline);
      if (typeof started !== 'string') return started;
      reason = started;
      if (!PASSING.test(reason)) break;
    }
    await pause(200);
  }
  throw new Error(`The embedded database did not start: ${reason === '' ? 'it does not answer' : reason}.`);
}

async function makeClusterOnce(folder: string, place: ClusterPlace, binaries: Binaries): Promise<void> {
  const exists = await access(path.join(folder, 'PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
  if (exists) return;
  const unfinished = `${folder}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await privateFolder(unfinished, place);
  const options = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  try {
    await promisify(execFile)(
      binaries.initdb,
      ['-D', unfinished, '-U', CLUSTER_USER, '--auth=trust', '--no-instructions', ...options],
      processOptions(place),
    );
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw new Error(`The embedded database could not be made: ${lastLine((error as { stderr?: string }).stderr)}`);
  }
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
}

/** @returns the running cluster, or the reason why it did not come up */
async function start(
  folder: string,
  place: ClusterPlace,
  binaries: Binaries,
  deadline: number,
): Promise<Cluster | string> {
  const socketFolder = await makeSocketFolder(place);
  const logFile = path.join(place.folder, 'postgres.log');
  const log = await openLog(logFile);
  const logStart = (await log.stat()).size;
  const child = spawn(binaries.postgres, ['-D', folder, ...settings(socketFolder)], {
    ...processOptions(place),
    // Its own process group: Ctrl-C in a terminal reaches the portal first, which then stops the database in order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = endOf(child);
  await log.close();
  while (Date.now() < deadline) {
    const outcome = await Promise.race([ended, pause(20)]);
    if (outcome === 'ended') {
      const text = (await readFile(logFile, 'utf8').catch(() => '')).slice(logStart);
      return lastLine(text);
    }
    if (await answers(socketFolder)) {
      child.unref();
      return asCluster(child.pid ?? 0, socketFolder, true);
    }
  }
  if (child.pid !== undefined) await stopPostmaster(child.pid);
  return 'it did not answer in time';
}

function asCluster(pid: number, socketFolder: string, startedHere: boolean): Cluster {
  return { pid, socketFolder, startedHere, isAlive: () => isAlive(pid), stop: () => stopPostmaster(pid) };
}

function settings(socketFolder: string): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    jit: 'off',
    // What people look for is nobody's business: neither statements nor their parameters reach the log.
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_min_duration_statement: '-1',
    log_parameter_max_length_on_error: '0',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Addresses of local sockets are short (108 bytes): a deep data folder gets a private folder for them elsewhere. */
async function makeSocketFolder(place: ClusterPlace): Promise<string> {
  const near = path.join(place.folder, 'socket');
  const far = path.join(os.tmpdir(), `nrm-${createHash('sha256').update(near).digest('hex').slice(0, 16)}`);
  const folder = near.length <= LONGEST_SOCKET_FOLDER ? near : far;
  await privateFolder(folder, place);
  const { uid } = await lstat(folder);
  if (uid !== (place.account ?? process.getuid?.() ?? uid)) {
    throw new Error(`The folder ${folder} belongs to another account: remove it and start again.`);
  }
  return folder;
}

async function openLog(file: string) {
  const size = await stat(file).then(
    (status) => status.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await truncate(file);
  return open(file, 'a', 0o600);
}

function processOptions(place: ClusterPlace) {
  const account = place.account === undefined ? {} : { uid: place.account, gid: place.account };
  const env: NodeJS.ProcessEnv = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return { ...account, cwd: place.folder, env };
}

async function answers(socketFolder: string): Promise<boolean> {
  const sql = connect({ socketFolder, user: CLUSTER_USER, database: 'postgres' }, { max: 1 });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function endOf(child: ChildProcess): Promise<'ended'> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve('ended'));
    child.once('error', () => resolve('ended'));
  });
}

function lastLine(text: string | undefined): string {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => /FATAL|error|could not|No space/i.test(line)) ?? lines.at(-1);
  return telling?.trim() ?? 'it gave no reason';
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
