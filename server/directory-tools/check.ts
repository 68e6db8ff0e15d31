import { checkDirectory } from '#domain/directory/checks/check-directory.ts';
import { problemLine } from '#domain/directory/files/problem.ts';
import { readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { today } from '../today.ts';

export async function check(folder: string): Promise<number> {
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
