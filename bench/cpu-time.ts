import { readdir, readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

interface ProcessTime {
  pid: number;
  parent: number;
  own: number;
  /** Of children that have ended. */
  ended: number;
}

/**
 * Milliseconds of processor time that a process and its children have used, ended ones too.
 *
 * @returns null where the system does not say (no /proc)
 */
export async function cpuTime(pid: number): Promise<number | null> {
  const names = await readdir('/proc').catch(() => []);
  const processes = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readTime));
  const known = processes.filter((one) => one !== null);
  const root = known.find((one) => one.pid === pid);
  if (root === undefined) return null;
  const children = known.filter(({ parent }) => parent === pid).reduce((sum, { own }) => sum + own, 0);
  return ((root.own + root.ended + children) * 1000) / TICKS_PER_SECOND;
}

/** Fields of `/proc/PID/stat` as proc(5) numbers them: 4 parent, 14 and 15 own time, 16 and 17 that of ended children. */
async function readTime(name: string): Promise<ProcessTime | null> {
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the program's name in brackets and may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { pid: Number(name), parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) };
}
