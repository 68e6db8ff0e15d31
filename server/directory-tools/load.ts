import { connect } from '#db/client.ts';
import { problemLine } from '#domain/directory/files/problem.ts';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import type { Config } from '../config.ts';
import { databaseName, leaveDatabase, openDatabase } from '../database.ts';
import { today } from '../today.ts';

export async function load(folder: string, config: Config): Promise<number> {
  const database = await openDatabase(config);
  const sql = connect(database.ownerAddress, { max: 2 });
  try {
    const result = await loadDirectory(sql, folder, today());
    if (result.outcome === 'refused') {
      process.stderr.write(`${result.problems.map(problemLine).join('\n')}\nNothing was loaded.\n`);
      return 1;
    }
    const place = databaseName(config);
    const said =
      result.outcome === 'loaded'
        ? `${result.entries} entries loaded into ${place}.`
        : `This directory is already loaded into ${place}.`;
    process.stdout.write(`${said}\n`);
    return 0;
  } finally {
    await sql.end();
    await leaveDatabase(database);
  }
}
