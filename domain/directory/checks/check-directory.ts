import type { Problem, ProblemCode } from '../files/problem.ts';
import { pathText } from '../files/problem.ts';
import type { DirectoryFiles } from '../files/read-directory-files.ts';
import { RECORD_LISTS, type StateFile } from '../files/state-file.ts';
import { looksLikePersonalMailbox, mailboxesIn, namesAPerson } from './personal-data.ts';
import { displayMatches, phoneObjection } from './phone.ts';
import { checkSameNumbers } from './same-number.ts';
import { hasCoordinates, isShelterName, namesAStreet } from './shelter.ts';

type Path = readonly (string | number)[];
type Report = (path: Path, code: ProblemCode, sentence: string) => void;

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
};

/**
 * Everything about the directory's files that their shape cannot say.
 *
 * @param today the day against which dates are judged, YYYY-MM-DD
 * @returns all problems found, in the order of the files; empty when the directory may be loaded
 */
export function checkDirectory(files: DirectoryFiles, today: string): Problem[] {
  const problems: Problem[] = [];
  const codes = codesByVocabulary(files, problems);
  const ids = new Map<string, string>();
  const known = new Set(files.stateNames.terms.map((term) => term.code));
  const present = new Set(files.states.map(({ content }) => content.state));

  for (const code of known) {
    if (!present.has(code)) {
      const sentence = `The participating State ${code} has no file.`;
      problems.push({ file: `states/${code}.json`, path: '', code: 'MISSING_STATE', sentence });
    }
  }
  for (const { file, content } of files.states) {
    const report: Report = (path, code, sentence) =>
      problems.push({ file, path: pathText(path), code, sentence: `${sentence}` });
    if (!known.has(content.state) || file !== `states/${content.state}.json`) {
      report(['state'], 'WRONG_STATE', `"${content.state}" is not the State that this file is for.`);
    }
    checkState(content, { codes, ids, file, today, officeMailboxes: files.officeMailboxes, report });
  }
  return problems;
}

interface StateContext {
  codes: Map<string, Set<string>>;
  ids: Map<string, string>;
  file: string;
  today: string;
  officeMailboxes: ReadonlySet<string>;
  report: Report;
}

function checkState(state: StateFile, context: StateContext): void {
  const { report } = context;
  const sourceIds = new Set<string>();
  state.sources.forEach((source, index) => {
    const at = ['sources', index];
    if (sourceIds.has(source.id)) report([...at, 'id'], 'DUPLICATE_ID', `Source ${source.id} stands here twice.`);
    sourceIds.add(source.id);
    if (source.date !== null && source.date.slice(0, 10) > context.today) {
      report([...at, 'date'], 'FUTURE_DATE', `${source.date} is in the future.`);
    }
    for (const field of ['title', 'publisher', 'url'] as const) {
      checkText(source[field] ?? '', [...at, field], context);
    }
  });
  checkId(state.id, ['id'], context);
  checkDate(state.checkedOn, ['checkedOn'], context);
  checkRecord(state.mechanism, ['mechanism'], sourceIds, context);
  if (state.mechanism.sources.length === 0 && !saysNothing(state.mechanism)) {
    report(['mechanism', 'sources'], 'NO_SOURCE', 'The mechanism names no source.');
  }
  for (const list of RECORD_LISTS) {
    state[list].forEach((record, index) => {
      checkId(record.id, [list, index, 'id'], context);
      if (record.checkedOn !== undefined) checkDate(record.checkedOn, [list, index, 'checkedOn'], context);
      checkRecord(record, [list, index], sourceIds, context);
      if (record.sources.length === 0) report([list, index, 'sources'], 'NO_SOURCE', 'The record names no source.');
    });
  }
  state.hotlines.forEach((hotline, index) => {
    const dialledFromAbroad = hotline.phones.some((phone) => phone.number.startsWith('+') && !phone.domesticOnly);
    if (hotline.callableFromAbroad && !dialledFromAbroad) {
      const sentence = 'No number of this line can be dialled from another country.';
      report(['hotlines', index, 'callableFromAbroad'], 'CONTRADICTION', sentence);
    }
    hotline.channels.forEach((channel, position) => {
      const at = ['hotlines', index, 'channels', position, 'kind'];
      checkCode(channel.kind, 'channel_kind', at, context);
    });
  });
  checkSameNumbers(state, report);
  state.contactPoints.forEach((point, index) => {
    if (!isShelterName(point.name)) return;
    if (point.address !== null) {
      report(['contactPoints', index, 'address'], 'SHELTER_PLACE', 'A shelter has no published address.');
    }
    const { name, localName, organisation, note } = point;
    checkStreets({ name, localName, organisation, 'note.text': note?.text }, ['contactPoints', index], context);
  });
  state.services.forEach((service, index) => {
    if (!service.types.some((type) => type.startsWith('shelter') || type === 'emergency_accommodation')) return;
    const { name, provider, description, note } = service;
    checkStreets({ name, provider, description, 'note.text': note?.text }, ['services', index], context);
  });
}

function checkStreets(texts: Record<string, string | null | undefined>, at: Path, { report }: StateContext): void {
  for (const [field, text] of Object.entries(texts)) {
    if (text != null && namesAStreet(text))
      report([...at, field], 'SHELTER_PLACE', 'The text says where a shelter is.');
  }
}

/** That nothing is known of a mechanism is no fact, so it needs no source. */
function saysNothing({ status, sources, ...facts }: StateFile['mechanism']): boolean {
  return status === 'unknown' && sources.length === 0 && Object.values(facts).every((fact) => fact === null);
}

/** What holds for every record and, by the names of its fields, for every value inside it. */
function checkRecord(record: object, at: Path, sourceIds: ReadonlySet<string>, context: StateContext): void {
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
  context: StateContext,
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

function checkText(text: string, path: Path, { report, officeMailboxes }: StateContext): void {
  if (namesAPerson(text)) report(path, 'PERSONAL_DATA', 'The text names a person.');
  if (hasCoordinates(text)) report(path, 'SHELTER_PLACE', 'The text holds coordinates.');
  for (const mailbox of mailboxesIn(text)) {
    if (looksLikePersonalMailbox(mailbox) && !officeMailboxes.has(mailbox.toLowerCase())) {
      const sentence = `"${mailbox}" looks like a person's mailbox; if it is an office's, say so in office-mailboxes.json.`;
      report(path, 'PERSONAL_DATA', sentence);
    }
  }
}

function checkCode(code: string, vocabulary: string, path: Path, { codes, report }: StateContext): void {
  if (!codes.get(vocabulary)?.has(code)) {
    report(path, 'UNKNOWN_CODE', `The vocabulary ${vocabulary} has no code "${code}".`);
  }
}

function checkId(id: string, path: Path, { ids, file, report }: StateContext): void {
  // The database tells no capital letters from small ones in an id.
  const first = ids.get(id.toLowerCase());
  if (first !== undefined) report(path, 'DUPLICATE_ID', `The id ${id} is already used in ${first}.`);
  else ids.set(id.toLowerCase(), `${file} ${pathText(path)}`);
}

function checkDate(date: string, path: Path, { today, report }: StateContext): void {
  if (date > today) report(path, 'FUTURE_DATE', `${date} is in the future.`);
}

function codesByVocabulary(files: DirectoryFiles, problems: Problem[]): Map<string, Set<string>> {
  const vocabularies = new Map<string, Set<string>>();
  const all = [{ file: 'vocabularies/states.json', content: files.stateNames }, ...files.vocabularies];
  for (const { file, content } of all) {
    const codes = new Set<string>();
    content.terms.forEach((term, index) => {
      if (codes.has(term.code)) {
        const sentence = `The code "${term.code}" stands in this vocabulary twice.`;
        problems.push({ file, path: `terms[${index}].code`, code: 'DUPLICATE_ID', sentence });
      }
      codes.add(term.code);
    });
    if (vocabularies.has(content.vocabulary)) {
      const sentence = `Another file already holds the vocabulary ${content.vocabulary}.`;
      problems.push({ file, path: 'vocabulary', code: 'DUPLICATE_ID', sentence });
    } else vocabularies.set(content.vocabulary, codes);
  }
  return vocabularies;
}
