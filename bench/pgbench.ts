import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, type DatabaseAddress, SOCKET_PORT } from '#db/client.ts';
import { searchDirectory } from '#domain/directory/search/search-directory.ts';

const CLIENTS = [1, 8, 32];

/**
 * The limit of the SQL itself: the statements of the same searches, written out and sent by PostgreSQL's own `pgbench`.
 *
 * @returns lines for a person; says so where the system has no pgbench
 */
export async function pgbench(
  address: DatabaseAddress,
  questions: readonly string[],
  scratch: string,
  seconds: number,
): Promise<string> {
  const run = promisify(execFile);
  if (!('socketFolder' in address) || !(await run('pgbench', ['--version']).catch(() => null))) {
    return 'pgbench is not installed: the SQL alone was not measured.';
  }
  const folder = path.join(scratch, 'pgbench');
  await mkdir(folder);
  const scripts: string[] = [];
  for (const [index, question] of questions.entries()) {
    const script = path.join(folder, `${index}.sql`);
    await writeFile(script, (await statementsOf(address, question)).join('\n'));
    scripts.push('-f', script);
  }
  const server = ['-h', address.socketFolder, '-p', String(SOCKET_PORT), '-U', address.user];
  const lines = ['pgbench: the SQL of one search alone, without reading the entries that were found'];
  for (const clients of CLIENTS) {
    const how = ['-n', '-M', 'simple', '-c', String(clients), '-j', '1', '-T', String(seconds)];
    const { stdout } = await run('pgbench', [...server, ...how, ...scripts, address.database]);
    const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1] ?? '?';
    const latency = /^latency average = ([\d.]+)/m.exec(stdout)?.[1] ?? '?';
    lines.push(`  ${clients} clients: ${Number(perSecond).toFixed(0)} per s, ${latency} ms on average`);
  }
  return lines.join('\n');
}

/** What one search sends, as text that pgbench can read: each statement on one line, its parameters written in. */
async function statementsOf(address: DatabaseAddress, text: string): Promise<string[]> {
  const statements: string[] = [];
  const sql = connect(address, {
    max: 1,
    debug: (statement, parameters) => {
      if (statement.includes('lexicon') || statement.includes('entry_search')) {
        statements.push(`${written(statement, parameters)};`);
      }
    },
  });
  try {
    await searchDirectory(sql, { text, filter: {}, first: 20, after: null });
    return statements;
  } finally {
    await sql.end();
  }
}

function written(statement: string, parameters: readonly unknown[]): string {
  const withoutComments = statement.replaceAll(/--.*$/gm, ' ').replaceAll(/\s+/g, ' ');
  return withoutComments.replaceAll(/\$(\d+)/g, (_all, number) => literal(parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? `{${value.map((item) => `"${item}"`).join(',')}}` : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}
