import type { Database } from '#db/client.ts';
import { isUuid } from '../../uuid.ts';
import { InputError } from '../input-error.ts';
import { type LibraryFilter, libraryCondition } from './library-filter.ts';

const MOST_AT_ONCE = 100;

/**
 * A page of the library: guidance in the order of its file, which is its editors' judgement, then practices by State.
 *
 * @param request.after id of the last item that was already seen; one that is not in the list begins at its start
 * @throws InputError BAD_RANGE, BAD_CURSOR
 */
export async function readLibrary(
  sql: Database,
  { filter, first, after }: { filter: LibraryFilter; first: number; after: string | null },
): Promise<{ entryIds: string[]; hasMore: boolean }> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_AT_ONCE) {
    throw new InputError('BAD_RANGE', `Ask for 1 to ${MOST_AT_ONCE} items at once.`);
  }
  if (after !== null && !isUuid(after)) throw new InputError('BAD_CURSOR', 'This cursor is no id of an item.');
  const rows = await sql<{ entryId: string }[]>`
    with found as (
      select
        i.entry_id,
        row_number() over (order by i.shelf, i.state_code, i.position) as place
      from library_item i
      where ${libraryCondition(sql, filter)}
    )
    select entry_id
    from found
    where place > coalesce((select place from found where entry_id::text = ${after}), 0)
    order by place
    limit ${first + 1}`;
  return { entryIds: rows.slice(0, first).map(({ entryId }) => entryId), hasMore: rows.length > first };
}

/** How many items fit, over all pages. */
export async function countLibrary(sql: Database, filter: LibraryFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from library_item i
    where ${libraryCondition(sql, filter)}`;
  return row?.count ?? 0;
}
