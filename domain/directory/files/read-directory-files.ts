import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type SearchWordsFile, searchWordsFile } from '../search/search-words.ts';
import { type GuidanceFile, guidanceFile } from './guidance-file.ts';
import { type Problem, pathText } from './problem.ts';
import { shapeSentence } from './shape-sentence.ts';
import { type StandardsFile, standardsFile } from './standards-file.ts';
import { type StateFile, stateFile } from './state-file.ts';
import { printable, textObjection, textsIn } from './text-objection.ts';
import { type StateNamesFile, stateNamesFile, type VocabularyFile, vocabularyFile } from './vocabulary-file.ts';

/** The directory's files, read and of the right shape; not yet checked against each other. */
export interface DirectoryFiles {
  states: { file: string; content: StateFile }[];
  stateNames: StateNamesFile;
  vocabularies: { file: string; content: VocabularyFile }[];
  searchWords: SearchWordsFile;
  guidance: GuidanceFile;
  standards: StandardsFile;
  /** Mailboxes that look like a person's and were found to be an office's. */
  officeMailboxes: ReadonlySet<string>;
  /** SHA-256 over names and bytes of every file read, hexadecimal. */
  contentHash: string;
}

const officeMailboxesFile = z.array(z.strictObject({ mailbox: z.email(), reason: z.string().min(1) }));

/**
 * Reads the folder `directory-data`.
 *
 * @returns the files and every problem of shape found. `files` is null when a file is missing, unreadable or misshapen:
 *   a part of a directory is never handed on.
 */
export async function readDirectoryFiles(
  folder: string,
): Promise<{ files: DirectoryFiles; problems: [] } | { files: null; problems: Problem[] }> {
  const problems: Problem[] = [];
  const hash = createHash('sha256');

  async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
    let bytes: Buffer;
    try {
      bytes = await readFile(path.join(folder, file));
    } catch {
      problems.push({ file, path: '', code: 'FILE_UNREADABLE', sentence: 'The file is missing or cannot be read.' });
      return null;
    }
    hash.update(file).update('\0').update(bytes).update('\0');
    if (!isUtf8(bytes)) {
      problems.push({ file, path: '', code: 'NOT_JSON', sentence: 'The file is not text in UTF-8.' });
      return null;
    }
    return parse(file, bytes.toString('utf8'), schema, problems);
  }

  const vocabularyNames = await jsonFiles(folder, 'vocabularies', problems);
  const stateFileNames = await jsonFiles(folder, 'states', problems);

  const stateNames = await read('vocabularies/states.json', stateNamesFile);
  const vocabularies: DirectoryFiles['vocabularies'] = [];
  for (const file of vocabularyNames.filter((name) => name !== 'vocabularies/states.json')) {
    const content = await read(file, vocabularyFile);
    if (content !== null) vocabularies.push({ file, content });
  }
  const states: DirectoryFiles['states'] = [];
  for (const file of stateFileNames) {
    const content = await read(file, stateFile);
    if (content !== null) states.push({ file, content });
  }
  const mailboxes = await read('office-mailboxes.json', officeMailboxesFile);
  const searchWords = await read('search-words.json', searchWordsFile);
  const guidance = await read('guidance.json', guidanceFile);
  const standards = await read('standards.json', standardsFile);

  const missing = stateNames === null || mailboxes === null || searchWords === null;
  if (problems.length > 0 || missing || guidance === null || standards === null) return { files: null, problems };
  return {
    files: {
      states,
      stateNames,
      vocabularies,
      searchWords,
      guidance,
      standards,
      officeMailboxes: new Set(mailboxes.map((entry) => entry.mailbox.toLowerCase())),
      contentHash: hash.digest('hex'),
    },
    problems: [],
  };
}

async function jsonFiles(folder: string, part: string, problems: Problem[]): Promise<string[]> {
  try {
    const names = await readdir(path.join(folder, part));
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `${part}/${name}`);
  } catch {
    problems.push({ file: part, path: '', code: 'FILE_UNREADABLE', sentence: 'The folder is missing or unreadable.' });
    return [];
  }
}

function parse<T>(file: string, json: string, schema: z.ZodType<T>, problems: Problem[]): T | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? printable(error.message) : 'it cannot be parsed';
    problems.push({ file, path: '', code: 'NOT_JSON', sentence: `The file is not valid JSON: ${reason}.` });
    return null;
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const sentence = shapeSentence(issue, schema, value);
      problems.push({ file, path: pathText(issue.path), code: 'WRONG_SHAPE', sentence });
    }
    return null;
  }
  for (const [place, text] of textsIn(result.data)) {
    const sentence = textObjection(text);
    if (sentence !== null) problems.push({ file, path: pathText(place), code: 'WRONG_SHAPE', sentence });
  }
  return result.data;
}
