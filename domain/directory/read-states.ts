import type { Database } from '#db/client.ts';

/** A participating State and what it is called. */
export interface State {
  /** ISO 3166-1 alpha-2 */
  code: string;
  id: string;
  /** Name by working language. */
  labels: Record<string, string>;
  /** What the State calls itself, in each of its official languages. */
  ownNames: { language: string; name: string }[];
  /** YYYY-MM-DD */
  checkedOn: string;
}

/** All participating States, or those with the given codes or ids; unknown ones are simply not among the answers. */
export async function readStates(
  sql: Database,
  selection: 'all' | { codes: readonly string[] } | { ids: readonly string[] },
): Promise<State[]> {
  const chosen =
    selection === 'all'
      ? sql`true`
      : 'codes' in selection
        ? sql`code = any(${selection.codes as string[]}::text[])`
        : sql`id = any(${selection.ids as string[]}::uuid[])`;
  return sql<State[]>`
    select
      code,
      id,
      labels,
      own_names,
      checked_on::text
    from state
    where ${chosen}
    order by labels ->> 'en'`;
}
