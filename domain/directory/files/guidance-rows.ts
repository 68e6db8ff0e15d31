import { noteColumns } from './note-columns.ts';
import type { DirectoryFiles } from './read-directory-files.ts';

type Row = Record<string, unknown>;

/** Keeps the library's sources apart from those of the States, which are called "RO-s1". */
const sourceId = (key: string) => `library-${key}`;

/** Rows of the library's guidance. An item belongs to the pillars of its themes. */
export function guidanceRows({
  guidance: file,
  vocabularies,
}: DirectoryFiles): Record<'source' | 'entry' | 'guidance', Row[]> {
  const themes = vocabularies.find(({ content }) => content.vocabulary === 'library_theme')?.content.terms ?? [];
  const pillarsOf = (codes: readonly string[]) =>
    [...new Set(themes.filter(({ code }) => codes.includes(code)).flatMap(({ pillars = [] }) => pillars))].sort();
  return {
    source: file.sources.map(({ id, title, publisher, url, date }, position) => ({
      id: sourceId(id),
      state_code: null,
      title,
      publisher,
      url,
      date,
      position,
    })),
    entry: file.items.map((item, position) => ({
      id: item.id,
      kind: 'GUIDANCE',
      state_code: null,
      name: item.name,
      local_name: null,
      provenance: 'COMPILED',
      checked_on: item.checkedOn ?? file.checkedOn,
      verified_on: null,
      pillars: pillarsOf(item.themes),
      ...noteColumns(item.note),
      source_ids: item.sources.map(sourceId),
      position,
    })),
    guidance: file.items.map((item) => ({
      entry_id: item.id,
      kind: item.kind,
      themes: item.themes,
      audiences: item.audiences,
      geography: item.geography,
      languages: item.languages,
      year: item.year,
      publisher: item.publisher,
      url: item.url,
      summary: item.summary,
    })),
  };
}
