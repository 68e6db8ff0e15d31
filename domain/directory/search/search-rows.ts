import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { DirectoryFiles } from '../files/read-directory-files.ts';
import { bareDigits, foldWords } from './fold.ts';
import { WeightedWords } from './weighted-words.ts';

type Row = Record<string, unknown>;

/** The tables whose rows are made searchable, as `files/to-rows.ts` lays them out. */
interface DirectoryTables {
  entry: Row[];
  hotline: Row[];
  contact_point: Row[];
  service: Row[];
  procedure: Row[];
  promising_practice: Row[];
}

/** Languages in which people may write the name of a country, beside its own and the six working ones. */
const NAME_LANGUAGES =
  'ar az bg bs cs da el et fa fi he hr hu hy ka kk ky lt lv mk mn nb nl pl ps pt ro sk sl sq sr sr-Latn sv tg th tk tr uk ur uz vi zh'.split(
    ' ',
  );

/** How far a State's own line and contact point stand before entries that match as well. */
const FIRST_HOTLINE = 0.5;
const HOTLINE = 0.3;
const MAIN_CONTACT = 0.25;
const MAIN_CONTACTS = ['nrm_national_contact_point', 'national_coordinator', 'eu_focal_point_cross_border'];

/** Rows of `entry_search` and `lexicon` for the rows of a directory. */
export function searchRows(files: DirectoryFiles, tables: DirectoryTables): { entry_search: Row[]; lexicon: Row[] } {
  const labels = labelTexts(files);
  const stateNames = namesOfStates(files);
  const details = detailsById(tables);
  const lexicon = new Map<string, { shown: string; uses: number }>();

  const entrySearch = tables.entry.map((entry) => {
    const detail = details.get(String(entry.id)) ?? {};
    const codes = codesOf(detail);
    const words = new WeightedWords();
    const add = (weight: 'A' | 'B' | 'C' | 'D', texts: unknown[]) => {
      for (const text of texts) if (typeof text === 'string') words.add(weight, text);
    };
    const label = (vocabulary: string, code: unknown) => labels.get(`${vocabulary}/${code}`) ?? [];

    add('A', [entry.name, entry.local_name, ...(stateNames.get(String(entry.state_code)) ?? [])]);
    add('A', numbersOf(detail.phones));
    add('B', label('entry_kind', entry.kind));
    for (const code of codes.roles) add('B', label('contact_role', code));
    for (const code of codes.types) add('B', label('service_type', code));
    add('B', [...label('measure', detail.measure), ...label('hotline_scope', detail.scope)]);
    add('C', [detail.operator, detail.provider, detail.organisation, detail.responsible, detail.address, detail.area]);
    for (const code of codes.audiences) add('C', label('target_group', code));
    for (const code of entry.pillars as string[]) add('D', label('pillar', code));
    add('D', [detail.description, detail.summary, detail.legal_reference, detail.hours, entry.note_text]);

    for (const [word, shown] of words.spellings()) {
      const known = lexicon.get(word);
      if (known === undefined) lexicon.set(word, { shown, uses: 1 });
      else known.uses += 1;
    }
    return {
      entry_id: entry.id,
      words: words.asTsvector(),
      head_start: headStart(entry, codes.roles, detail),
      kind: entry.kind,
      state_code: entry.state_code,
      pillars: entry.pillars,
      service_types: codes.types,
      roles: codes.roles,
      audiences: codes.audiences,
      languages: codes.languages,
      checked_on: entry.checked_on,
    };
  });
  const entries = [...lexicon].filter(([word]) => word.length > 2 && !/^\d/.test(word));
  return {
    entry_search: entrySearch,
    lexicon: entries.map(([word, { shown, uses }]) => ({ word, shown, uses })),
  };
}

function headStart(entry: Row, roles: string[], detail: Row): number {
  if (entry.kind === 'HOTLINE') {
    if ((detail.phones as unknown[]).length === 0) return 0;
    return entry.position === 0 ? FIRST_HOTLINE : HOTLINE;
  }
  return roles.slice(0, 1).some((role) => MAIN_CONTACTS.includes(role)) ? MAIN_CONTACT : 0;
}

function codesOf(detail: Row) {
  const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);
  return {
    roles: list(detail.roles),
    types: list(detail.types),
    audiences: list(detail.target_groups),
    languages: list(detail.languages),
  };
}

function detailsById({ hotline, contact_point, service, procedure, promising_practice }: DirectoryTables) {
  const rows = [hotline, contact_point, service, procedure, promising_practice].flat();
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

/** Labels in all languages and everyday words, by "vocabulary/code". */
function labelTexts(files: DirectoryFiles): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { content } of files.vocabularies) {
    for (const { code, labels } of content.terms) texts.set(`${content.vocabulary}/${code}`, Object.values(labels));
  }
  for (const { vocabulary, code, words } of files.searchWords.terms) {
    texts.set(`${vocabulary}/${code}`, [...(texts.get(`${vocabulary}/${code}`) ?? []), ...words]);
  }
  return texts;
}

function namesOfStates(files: DirectoryFiles): Map<string, string[]> {
  const unicode = NAME_LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  return new Map(
    files.stateNames.terms.map(({ code, labels, own, aliases }) => {
      const names = [...Object.values(labels), ...own.map(({ name }) => name), ...aliases];
      for (const display of unicode) names.push(display.of(code) ?? '');
      // Each word once: a name that many languages share must not outweigh everything else.
      const unique = new Map(
        names.flatMap((name) => name.split(/\s+/)).map((word) => [foldWords(word).join(' '), word]),
      );
      return [code, [...unique.values()]];
    }),
  );
}
