import type { Database } from '#db/client.ts';
import type { Pillar } from './entry.ts';

/** A recommended standard of the NRM Handbook, in our own words. */
export interface Standard {
  number: number;
  /** P0: governance, which stands above the four pillars. */
  pillar: Pillar | 'P0';
  title: string;
  gist: string;
  page: number;
  languages: string[];
  appliesTo: 'adult' | 'child' | 'both';
}

export async function readStandards(sql: Database): Promise<Standard[]> {
  return sql<Standard[]>`
    select
      number,
      pillar,
      title,
      gist,
      page,
      languages,
      applies_to
    from standard
    order by number`;
}
