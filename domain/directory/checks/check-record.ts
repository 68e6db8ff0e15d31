import type { ProblemCode } from '../files/problem.ts';
import { pathText } from '../files/problem.ts';
import type { SourceRecord } from '../files/state-file.ts';
import { looksLikePersonalMailbox, mailboxesIn, namesAPerson } from './personal-data.ts';
import { displayMatches, phoneObjection } from './phone.ts';
import { hasCoordinates } from './shelter.ts';

/** What holds for the records of every file, whatever they are about. */

export type Path = readonly (string | number)[];
export type Report = (path: Path, code: ProblemCode, sentence: string) => void;

/** Which vocabulary the codes under a field belong to. */
const CODED_FIELDS: Record<string, string> = {
  operatorType: 'operator_type',
  scope: 'hotline_scope',
  roles: 'contact_role',
  types: 'service_type',
  targetGroups: 'target_group',
  measure: 'measure',
  pillar: 'pillar',
  pillars: 'pillar',
  status: 'mechanism_status',
  kind: 'library_type',
  themes: 'library_theme',
  audiences: 'library_audience',
};

/** What a record is judged against, and where its problems go. */
export interface CheckContext {
  codes: Map<string, Set<string>>;
  ids: Map<string, string>;
  file: string;
  today: string;
  officeMailboxes: ReadonlySet<string>;
  report: Report;
}

/** @returns the ids of a file's sources */
export function checkSources(sources: readonly SourceRecord[], context: CheckContext): Set<string> {
  const sourceIds = new Set<string>();
  sources.forEach((source, index) => {
    const at = ['sources', index];
    if (sourceIds.has(source.id))
      context.report([...at, 'id'], 'DUPLICATE_ID', `Source ${source.id} stands here twice.`);
    sourceIds.add(source.id);
    if (source.date !== null && source.date.slice(0, 10) > context.today) {
      context.report([...at, 'date'], 'FUTURE_DATE', `${source.date} is in the future.`);
    }
    for (const field of ['title', 'publisher', 'url'] as const) {
      checkText(source[field] ?? '', [...at, field], context);
    }
  });
  return sourceIds;
}

/** What holds for every record and, by the names of its fields, for every value inside it. */
export function checkRecord(record: object, at: Path, sourceIds: ReadonlySet<string>, context: CheckContext): void {
  const { report } = context;
  for (const [field, value] of Object.entries(record)) {
    const path = [...at, field];
    if (field === 'sources') {
      (value as string[]).forEach((id, index) => {
        if (!sourceIds.has(id)) report([...path, index], 'UNKNOWN_SOURCE', `The file has no source "${id}".`);
      });
    } else if (field in CODED_FIELDS && value !== null) {
      const vocabulary = CODED_FIELDS[field] ?? '';
      if (Array.isArray(value)) {
        value.forEach((code, index) => {
          checkCode(String(code), vocabulary, [...path, index], context);
        });
      } else checkCode(String(value), vocabulary, path, context);
    } else if (field === 'note' && value !== null) {
      const note = value as { codes: string[]; text: string | null };
      note.codes.forEach((code, index) => {
        checkCode(code, 'note_code', [...path, 'codes', index], context);
      });
      if (note.text !== null) checkText(note.text, [...path, 'text'], context);
    } else if (field === 'phones') {
      (value as { number: string; display: string; domesticOnly: boolean }[]).forEach((phone, index) => {
        checkPhone(phone, [...path, index], context);
      });
    } else if (field === 'channels') {
      (value as { value: string; label: string | null }[]).forEach((channel, index) => {
        checkText(channel.value, [...path, index, 'value'], context);
        checkText(channel.label ?? '', [...path, index, 'label'], context);
      });
    } else if (typeof value === 'string' && field !== 'id') {
      checkText(value, path, context);
    }
  }
}

function checkPhone(
  phone: { number: string; display: string; domesticOnly: boolean },
  path: Path,
  context: CheckContext,
): void {
  const { report } = context;
  checkText(phone.display, [...path, 'display'], context);
  const objection = phoneObjection(phone.number);
  if (objection !== null) report([...path, 'number'], 'IMPOSSIBLE_PHONE', `"${phone.number}": ${objection}`);
  if (!displayMatches(phone.number, phone.display)) {
    const sentence = `"${phone.display}" shows another number than "${phone.number}".`;
    report([...path, 'display'], 'CONTRADICTION', sentence);
  }
  if (!phone.domesticOnly && !phone.number.startsWith('+')) {
    const sentence = `"${phone.number}" has no country code, so it can only be dialled inside the State.`;
    report([...path, 'domesticOnly'], 'CONTRADICTION', sentence);
  }
}

function checkText(text: string, path: Path, { report, officeMailboxes }: CheckContext): void {
  if (namesAPerson(text)) report(path, 'PERSONAL_DATA', 'The text names a person.');
  if (hasCoordinates(text)) report(path, 'SHELTER_PLACE', 'The text holds coordinates.');
  for (const mailbox of mailboxesIn(text)) {
    if (looksLikePersonalMailbox(mailbox) && !officeMailboxes.has(mailbox.toLowerCase())) {
      const sentence = `"${mailbox}" looks like a person's mailbox; if it is an office's, say so in office-mailboxes.json.`;
      report(path, 'PERSONAL_DATA', sentence);
    }
  }
}

export function checkCode(code: string, vocabulary: string, path: Path, { codes, report }: CheckContext): void {
  const known = codes.get(vocabulary);
  if (known?.has(code) === true) return;
  report(path, 'UNKNOWN_CODE', `The vocabulary ${vocabulary} has no code "${code}".${allowed(vocabulary, known)}`);
}

/** As many as a sentence can name. */
const MOST_NAMED = 20;

function allowed(vocabulary: string, codes: ReadonlySet<string> = new Set()): string {
  if (codes.size === 0) return '';
  return codes.size > MOST_NAMED
    ? ` Its ${codes.size} codes stand in vocabularies/${vocabulary.replaceAll('_', '-')}.json.`
    : ` Allowed: ${[...codes].join(', ')}.`;
}

export function checkId(id: string, path: Path, { ids, file, report }: CheckContext): void {
  // The database tells no capital letters from small ones in an id.
  const first = ids.get(id.toLowerCase());
  if (first !== undefined) report(path, 'DUPLICATE_ID', `The id ${id} is already used in ${first}.`);
  else ids.set(id.toLowerCase(), `${file} ${pathText(path)}`);
}

export function checkDate(date: string, path: Path, { today, report }: CheckContext): void {
  if (date > today) report(path, 'FUTURE_DATE', `${date} is in the future.`);
}
