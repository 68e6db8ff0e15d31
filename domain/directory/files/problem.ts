/** Why a data file is refused: which file, where in it, and one sentence for the person who edits it. */
export interface Problem {
  /** Relative to the data folder, with `/`. */
  file: string;
  /** Place inside the file, for example `hotlines[2].phones[0].number`; empty for the file as a whole. */
  path: string;
  code: ProblemCode;
  sentence: string;
}

export type ProblemCode =
  | 'FILE_UNREADABLE'
  | 'NOT_JSON'
  | 'WRONG_SHAPE'
  | 'WRONG_STATE'
  | 'MISSING_STATE'
  | 'UNKNOWN_CODE'
  | 'UNKNOWN_SOURCE'
  | 'NO_SOURCE'
  | 'IMPOSSIBLE_PHONE'
  | 'SHELTER_PLACE'
  | 'PERSONAL_DATA'
  | 'DUPLICATE_ID'
  | 'FUTURE_DATE'
  | 'CONTRADICTION';

/** `['hotlines', 2, 'name']` as a person writes it: `hotlines[2].name`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

export function problemLine(problem: Problem): string {
  const place = problem.path === '' ? problem.file : `${problem.file} ${problem.path}`;
  return `${place}: ${problem.sentence} (${problem.code})`;
}
