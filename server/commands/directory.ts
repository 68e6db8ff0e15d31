import path from 'node:path';
import { connect } from '#db/client.ts';
import { checkDirectory } from '#domain/directory/checks/check-directory.ts';
import { problemLine } from '#domain/directory/files/problem.ts';
import { readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import { readConfig } from '../config.ts';
import { databaseName, leaveDatabase, openDatabase } from '../database.ts';
import { sentenceFor } from '../plain-failure.ts';
import { today } from '../today.ts';

const USAGE = `npm run directory -- check [FOLDER]   is every file of the directory as it must be?
npm run directory -- load  [FOLDER]   put them into the database, wholly or not at all
FOLDER is directory-data unless given.`;

/** The tools of a State's directory editor. */
export default async function directory([verb, folder, ...rest]: string[]): Promise<number> {
  try {
    const config = readConfig(process.env);
    const data = folder === undefined ? config.directoryData : path.resolve(folder);
    if (rest.length === 0 && verb === 'check') return await check(data);
    if (rest.length === 0 && verb === 'load') return await load(data);
    process.stderr.write(`${USAGE}\n`);
    return 2;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}

async function check(folder: string): Promise<number> {
  const { files, problems } = await readDirectoryFiles(folder);
  const found = files === null ? problems : checkDirectory(files, today());
  if (files === null || found.length > 0) {
    const count = found.length === 1 ? '1 problem' : `${found.length} problems`;
    process.stderr.write(`${found.map(problemLine).join('\n')}\n${count} found.\n`);
    return 1;
  }
  const records = files.states.reduce(
    (sum, { content }) => sum + content.hotlines.length + content.contactPoints.length + content.services.length,
    0,
  );
  process.stdout.write(
    `${files.states.length} States, ${records} lines, contact points and services, ${files.vocabularies.length} vocabularies: in order.\n`,
  );
  return 0;
}

async function load(folder: string): Promise<number> {
  const config = readConfig(process.env);
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
