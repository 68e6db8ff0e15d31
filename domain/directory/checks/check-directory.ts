import type { Problem } from '../files/problem.ts';
import { pathText } from '../files/problem.ts';
import type { DirectoryFiles } from '../files/read-directory-files.ts';
import { RECORD_LISTS, type StateFile } from '../files/state-file.ts';
import { checkGuidance, checkStandards } from './check-library.ts';
import {
  type CheckContext,
  checkCode,
  checkDate,
  checkId,
  checkRecord,
  checkSources,
  type Path,
  type Report,
} from './check-record.ts';
import { checkSameNumbers } from './same-number.ts';
import { isShelterName, namesAStreet } from './shelter.ts';

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
  const reportOf =
    (file: string): Report =>
    (path, code, sentence) =>
      problems.push({ file, path: pathText(path), code, sentence });
  const shared = { codes, ids, today, officeMailboxes: files.officeMailboxes };
  for (const { file, content } of files.states) {
    const report = reportOf(file);
    if (!known.has(content.state) || file !== `states/${content.state}.json`) {
      report(['state'], 'WRONG_STATE', `"${content.state}" is not the State that this file is for.`);
    }
    checkState(content, { ...shared, file, report });
  }
  checkGuidance(files.guidance, { ...shared, file: 'guidance.json', report: reportOf('guidance.json') });
  checkStandards(files.standards, reportOf('standards.json'));
  return problems;
}

function checkState(state: StateFile, context: CheckContext): void {
  const { report } = context;
  const sourceIds = checkSources(state.sources, context);
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

function checkStreets(texts: Record<string, string | null | undefined>, at: Path, { report }: CheckContext): void {
  for (const [field, text] of Object.entries(texts)) {
    if (text != null && namesAStreet(text))
      report([...at, field], 'SHELTER_PLACE', 'The text says where a shelter is.');
  }
}

/** That nothing is known of a mechanism is no fact, so it needs no source. */
function saysNothing({ status, sources, ...facts }: StateFile['mechanism']): boolean {
  return status === 'unknown' && sources.length === 0 && Object.values(facts).every((fact) => fact === null);
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
