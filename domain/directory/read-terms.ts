import type { Database } from '#db/client.ts';

/** A code of a controlled vocabulary and what people call it. */
export interface Term {
  vocabulary: string;
  code: string;
  /** Label by working language. */
  labels: Record<string, string>;
  definition: string | null;
  /** Definition by working language other than English, where there is one. */
  definitions: Record<string, string>;
  /** Pillars to which the term belongs; P0 is governance. */
  pillars: string[];
}

export async function readTerms(sql: Database, vocabularies: readonly string[]): Promise<Term[]> {
  return sql<Term[]>`
    select
      vocabulary,
      code,
      labels,
      definition,
      definitions,
      pillars
    from term
    where vocabulary = any(${vocabularies as string[]}::text[])
    order by vocabulary, position`;
}
