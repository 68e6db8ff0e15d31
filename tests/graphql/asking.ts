import type { Database } from '#db/client.ts';
import { createGraphqlFront } from '#graphql/front.ts';

/** An answer over GraphQL as a client gets it. */
export interface Answer {
  status: number;
  /** Tests look into answers of every shape. */
  data: any;
  errors: { message: string; path?: string[]; extensions?: Record<string, unknown> }[] | undefined;
}

/** Asks the real front, over its own Request and Response, with a record of the surprises it reported. */
export function asker(sql: Database, search: Database = sql) {
  const surprises: { id: string; error: unknown }[] = [];
  const front = createGraphqlFront({ sql, search }, (id, error) => surprises.push({ id, error }));
  return {
    surprises,
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
      const response = await front.fetch('http://directory.example/graphql', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...(await response.json()) };
    },
  };
}
