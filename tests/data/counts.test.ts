import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDirectory } from '#domain/directory/checks/check-directory.ts';
import { readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { RECORD_LISTS } from '#domain/directory/files/state-file.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { today } from '#server/today.ts';
import expected from '../../directory-data/counts.json';

const { files, problems } = await readDirectoryFiles(path.join(PROJECT_ROOT, 'directory-data'));

/** What belongs to no State. */
const library = { guidance: files?.guidance.items.length, sources: files?.guidance.sources.length };

describe('the directory as it is published', () => {
  it('passes its own check', () => {
    expect(problems).toEqual([]);
    expect(files === null ? null : checkDirectory(files, today())).toEqual([]);
  });

  it('holds as many records of each kind for each State as were compiled', () => {
    const found = Object.fromEntries(
      (files?.states ?? []).map(({ content }) => [
        content.state,
        {
          ...Object.fromEntries(RECORD_LISTS.map((list) => [list, content[list].length])),
          sources: content.sources.length,
        },
      ]),
    );
    expect({ ...found, library }).toEqual(expected);
  });

  it('covers the 57 participating States', () => {
    expect(files?.states).toHaveLength(57);
  });
});
