import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { DirectoryFiles } from '../files/read-directory-files.ts';
import type { DirectoryRows } from '../files/to-rows.ts';
import { conceptLexicon, conceptWord } from './concepts.ts';
import { bareDigits, lettersOf } from './fold.ts';
import { type Weight, WeightedWords } from './weighted-words.ts';

type Row = Record<string, unknown>;

/** How far a State's own line and contact point stand before entries that match as well. */
const FIRST_HOTLINE = 0.5;
const HOTLINE = 0.3;
const MAIN_CONTACT = 0.25;
const MAIN_CONTACTS = ['nrm_national_contact_point', 'national_coordinator', 'eu_focal_point_cross_border'];

/** Rows of `entry_search` and `lexicon` for the rows of a directory. */
export function searchRows(files: DirectoryFiles, tables: DirectoryRows): { entry_search: Row[]; lexicon: Row[] } {
  const lexicon = conceptLexicon(files);
  const details = detailsById(tables);
  const entrySearch = tables.entry.map((entry) => {
    const detail = details.get(String(entry.id)) ?? {};
    const codes = codesOf(detail);
    const words = weighWords(entry, detail, codes);
    for (const [word, shown] of words.spellings()) {
      if (!lexicon.has(word) && !/^\d+$/.test(word)) lexicon.set(word, { shown, concepts: new Set() });
    }
    return {
      entry_id: entry.id,
      words: words.asTsvector(),
      head_start: headStart(entry, codes.roles, detail),
      kind: entry.kind,
      state_code: entry.state_code,
      pillars: entry.pillars,
      // Whoever looks for a helpline means these too, as in the counts of `read-coverage.ts`.
      service_types: entry.kind === 'HOTLINE' ? ['helpline'] : codes.types,
      roles: codes.roles,
      audiences: codes.audiences,
      languages: codes.languages,
      checked_on: entry.checked_on,
    };
  });
  return {
    entry_search: entrySearch,
    lexicon: [...lexicon].map(([word, { shown, concepts }]) => ({
      word,
      letters: lettersOf(word),
      shown,
      concepts: [...concepts],
    })),
  };
}

function weighWords(entry: Row, detail: Row, codes: Codes): WeightedWords {
  const words = new WeightedWords();
  const texts = (weight: Weight, values: unknown[]) => {
    for (const value of values) if (typeof value === 'string') words.addText(weight, value);
  };
  const concept = (weight: Weight, vocabulary: string, values: unknown[]) => {
    for (const code of values) if (typeof code === 'string') words.addWord(weight, conceptWord(vocabulary, code));
  };
  texts('B', [entry.name, entry.local_name, ...numbersOf(detail.phones)]);
  concept('A', 'state', [entry.state_code]);
  concept('A', 'entry_kind', [entry.kind]);
  concept('A', 'contact_role', codes.roles);
  concept('A', 'service_type', codes.types);
  concept('A', 'measure', [detail.measure]);
  concept('B', 'hotline_scope', [detail.scope]);
  concept('B', 'library_type', [detail.kind]);
  concept('B', 'library_theme', list(detail.themes));
  texts('C', [
    detail.operator,
    detail.provider,
    detail.organisation,
    detail.responsible,
    detail.publisher,
    detail.address,
    detail.area,
  ]);
  concept('C', 'target_group', codes.audiences);
  concept('D', 'pillar', entry.pillars as string[]);
  texts('D', [detail.description, detail.summary, detail.legal_reference, detail.hours, entry.note_text]);
  return words;
}

function headStart(entry: Row, roles: string[], detail: Row): number {
  if (entry.kind === 'HOTLINE') {
    if ((detail.phones as unknown[]).length === 0) return 0;
    return entry.position === 0 ? FIRST_HOTLINE : HOTLINE;
  }
  return roles.slice(0, 1).some((role) => MAIN_CONTACTS.includes(role)) ? MAIN_CONTACT : 0;
}

type Codes = ReturnType<typeof codesOf>;

function list(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

function codesOf(detail: Row) {
  return {
    roles: list(detail.roles),
    types: list(detail.types),
    audiences: list(detail.target_groups),
    languages: list(detail.languages),
  };
}

function detailsById(tables: DirectoryRows) {
  const { hotline, contact_point, service, procedure, promising_practice, guidance } = tables;
  const rows = [hotline, contact_point, service, procedure, promising_practice, guidance].flat();
  return new Map(rows.map((row) => [String(row.entry_id), row]));
}

/** Every form in which people may write a number, as bare digits: with country code, and as dialled inside the State. */
function numbersOf(phones: unknown): string[] {
  if (!Array.isArray(phones)) return [];
  return (phones as { number: string }[]).flatMap(({ number }) => {
    const national = number.startsWith('+') ? parsePhoneNumberFromString(number)?.nationalNumber : undefined;
    return [bareDigits(number), ...(national === undefined ? [] : [bareDigits(national)])];
  });
}
