import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect, type Database } from '#db/client.ts';
import { readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import { bringUp, openEmbedded } from '#server/database.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { today } from '#server/today.ts';
import { benchCases, type Case } from './cases.ts';
import { type MeasuredServer, startServer } from './child.ts';
import { writeDirectoryAtSize } from './directory-at-size.ts';
import { type Measurement, measure } from './measure.ts';
import { pgbench } from './pgbench.ts';
import { benchQuestions, mistyped } from './questions.ts';
import { heading, line } from './report.ts';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 100_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
/** Slices of each server, in turns, of which the best counts: what else the machine does only ever makes one slower. */
const ROUNDS = 3;
const CONNECTIONS = [1, 8, 64];

const scratch = await mkdtemp(path.join(os.tmpdir(), 'nrm-bench-'));
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  await bench();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const opened = await openEmbedded(path.join(scratch, 'data'));
  const { address, ownerAddress, cluster } = opened;
  if (cluster === null) throw new Error('The bench needs the embedded database.');
  const sql = connect(ownerAddress, { max: 2 });
  try {
    await bringUp(opened);
    await loadAtSize(sql);
    const servers = [
      await startServer('portal', 'portal.js', address),
      await startServer('node:http + postgres.js', 'plain-server.js', address),
    ];
    try {
      const questions = benchQuestions();
      const ids = await sql<{ id: string }[]>`
        select id from entry where kind = 'SERVICE' order by md5(id::text) limit 1000`;
      const cases = benchCases(
        questions,
        mistyped(questions),
        ids.map(({ id }) => id),
      );
      say(heading());
      for (const one of cases) await benchCase(one, servers, cluster.pid);
    } finally {
      for (const server of servers) await server.stop();
    }
    say(await pgbench(address, benchQuestions(), scratch, SECONDS));
  } finally {
    await sql.end();
    await cluster.stop();
  }
}

async function loadAtSize(sql: Database): Promise<void> {
  const published = path.join(PROJECT_ROOT, 'directory-data');
  const { files } = await readDirectoryFiles(published);
  if (files === null) throw new Error('The published directory is refused: npm run directory -- check says why.');
  const folder = path.join(scratch, 'directory');
  const states = files.stateNames.terms.map(({ code }) => code);
  await writeDirectoryAtSize({ folder, published, states, vocabularies: files.vocabularies, records: RECORDS });
  const started = performance.now();
  const result = await loadDirectory(sql, folder, today());
  if (result.outcome !== 'loaded')
    throw new Error(`The invented directory is ${JSON.stringify(result).slice(0, 2000)}`);
  await sql`vacuum analyze`;
  const [size] = await sql<{ narrow: string; all: string }[]>`
    select
      pg_size_pretty(pg_total_relation_size('entry_search')) as narrow,
      pg_size_pretty(pg_database_size(current_database())) as all`;
  say(
    `${result.entries} entries checked and loaded in ${((performance.now() - started) / 1000).toFixed(1)} s; ` +
      `entry_search with its index ${size?.narrow}, the database ${size?.all}`,
  );
}

async function benchCase(one: Case, servers: MeasuredServer[], postmaster: number): Promise<void> {
  for (const connections of CONNECTIONS) {
    const best = new Map<string, Measurement>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const server of servers) {
        const isPortal = server.name === 'portal';
        const bodies = one.variables.map((variables) =>
          JSON.stringify(isPortal ? { query: one.document, variables } : { variables }),
        );
        const url = `${server.url}${isPortal ? '/graphql' : one.path}`;
        const measured = await measure(server, postmaster, { url, connections, seconds: SECONDS, bodies }, scratch);
        const known = best.get(server.name);
        if (known === undefined || measured.perSecond > known.perSecond) best.set(server.name, measured);
      }
    }
    for (const [name, measured] of best) say(line(one.name, connections, name, measured));
  }
}
