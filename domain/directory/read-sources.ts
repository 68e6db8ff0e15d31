import type { Database } from '#db/client.ts';

/** Where facts were read. */
export interface Source {
  id: string;
  title: string;
  publisher: string | null;
  url: string | null;
  /** The page's own date: year, month or day; null where it shows none. */
  date: string | null;
}

export async function readSources(sql: Database, ids: readonly string[]): Promise<Source[]> {
  return sql<Source[]>`
    select
      id,
      title,
      publisher,
      url,
      date
    from source
    where id = any(${ids as string[]}::text[])`;
}
