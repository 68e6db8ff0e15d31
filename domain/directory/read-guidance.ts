import type { Database } from '#db/client.ts';
import { type Entry, entryColumns, type Selection, selected } from './entry.ts';

/** A text that helps to do the work: law, handbook, form, training. */
export interface Guidance extends Entry {
  documentKind: string;
  themes: string[];
  audiences: string[];
  geography: string[];
  languages: string[];
  year: number | null;
  publisher: string | null;
  url: string | null;
  summary: string;
}

export async function readGuidance(sql: Database, selection: Selection): Promise<Guidance[]> {
  return sql<Guidance[]>`
    select
      ${entryColumns(sql)},
      d.kind as document_kind,
      d.themes,
      d.audiences,
      d.geography,
      d.languages,
      d.year,
      d.publisher,
      d.url,
      d.summary
    from entry e
    join guidance d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
