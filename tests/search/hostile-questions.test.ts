import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '#db/client.ts';
import { asker } from '../graphql/asking.ts';
import { openTestDatabase } from '../support/test-database.ts';

const { sql, address } = openTestDatabase();
const { ask, surprises } = asker(sql);

const SEARCH = `query ($text: String, $filter: DirectoryFilter, $first: Int, $after: String) {
  search(text: $text, filter: $filter, first: $first, after: $after) {
    totalCount didYouMean
    pageInfo { hasNextPage endCursor }
    facets { name values { code label(language: "de") count } }
    edges { cursor highlight node { id name } }
  }
}`;

async function codeFor(variables: Record<string, unknown>): Promise<unknown> {
  const { errors, status } = await ask(SEARCH, variables);
  expect(status).toBe(200);
  return errors?.[0]?.extensions?.code;
}

describe('a text that is no question', () => {
  it.each([
    ['...', 'BAD_TEXT'],
    ['🙂🙂', 'BAD_TEXT'],
    ["' & | ! ( ) : * <->", 'BAD_TEXT'],
    ['a'.repeat(20_000), 'TOO_LONG'],
    ['㍿'.repeat(300), 'TOO_LONG'],
    ['wörd '.repeat(80), 'TOO_LONG'],
    [Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '), 'TOO_LONG'],
  ])('%.20j is refused with %s', async (text, code) => {
    expect(await codeFor({ text })).toBe(code);
  });

  it.each([
    '\u0000',
    'romania\u0000',
    'hot\u202eline',
    'a',
    '1',
    'romania & !albania',
    "romania' or 1=1 --",
    'romania:*',
    '%',
    '\\',
    'שלום',
    '日本',
  ])('%j is answered', async (text) => {
    expect([undefined, 'BAD_TEXT']).toContain(await codeFor({ text }));
  });

  it('never surprises, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        expect([undefined, 'BAD_TEXT', 'TOO_LONG']).toContain(await codeFor({ text }));
      }),
      { numRuns: 60 },
    );
    expect(surprises).toEqual([]);
  });
});

it('a search that takes too long is given up with a plain sentence', async () => {
  const impatient = connect(address, { max: 1, statementTimeout: 200 });
  const front = asker(sql, impatient);
  await sql.begin(async (holder) => {
    await holder`lock table entry_search in access exclusive mode`;
    const { status, errors } = await front.ask(SEARCH, { text: 'shelter' });
    expect(status).toBe(200);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['TOO_COSTLY']);
  });
  expect(front.surprises).toEqual([]);
  await impatient.end();
});

describe('filters, ranges and cursors', () => {
  it.each([
    [{ filter: { states: ['XX'] } }, 'BAD_CODE'],
    [{ filter: { serviceTypes: ['nonsense'] } }, 'BAD_CODE'],
    [{ filter: { roles: ['nonsense'] } }, 'BAD_CODE'],
    [{ filter: { audiences: ['nonsense'] } }, 'BAD_CODE'],
    [{ filter: { languages: ['???'] } }, 'BAD_CODE'],
    [{ first: 0 }, 'BAD_RANGE'],
    [{ first: 101 }, 'BAD_RANGE'],
    [{ after: 'nonsense' }, 'BAD_CURSOR'],
    [{ after: '\u0000' }, 'BAD_CURSOR'],
    [{ after: Buffer.from('["x","1","y",false]').toString('base64url') }, 'BAD_CURSOR'],
  ])('%j is refused with %s', async (variables, code) => expect(await codeFor(variables)).toBe(code));

  it('refuse the cursor of another question', async () => {
    const { data } = await ask(SEARCH, { text: 'romania', first: 2 });
    expect(await codeFor({ text: 'albania', after: data.search.pageInfo.endCursor })).toBe('BAD_CURSOR');
  });

  it('lead through all results once, in order, without gaps', async () => {
    const all = await ask(SEARCH, { text: 'shelter', first: 100 });
    const whole: string[] = all.data.search.edges.map(({ node }: { node: { id: string } }) => node.id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: any } = await ask(SEARCH, { text: 'shelter', first: 7, after });
      seen.push(...data.search.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.search.pageInfo.hasNextPage ? data.search.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.slice(0, 100)).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(all.data.search.totalCount);
  });

  it('narrow down together, and the facets count what is left', async () => {
    const filter = { states: ['RO', 'MD'], kinds: ['SERVICE'], pillars: ['SUPPORT_SERVICES'] };
    const { data } = await ask(SEARCH, { filter, first: 100 });
    const facets = new Map<string, { code: string; label: string; count: number }[]>(
      data.search.facets.map((facet: { name: string; values: [] }) => [facet.name, facet.values]),
    );
    expect(facets.get('kinds')).toMatchObject([{ code: 'SERVICE', count: data.search.totalCount }]);
    expect(
      facets
        .get('states')
        ?.map(({ code }) => code)
        .sort(),
    ).toEqual(['MD', 'RO']);
    expect(facets.get('states')?.reduce((sum, { count }) => sum + count, 0)).toBe(data.search.totalCount);
  });

  it('escape what they highlight', async () => {
    await sql`update service set description = '<script>alert("shelter")</script> shelter' where entry_id = (
      select entry_id from service limit 1)`;
    const { data } = await ask(SEARCH, { text: 'shelter', first: 100 });
    const html = data.search.edges.map(({ highlight }: { highlight: string | null }) => highlight ?? '').join('');
    expect(html).toContain('<mark>');
    expect(html.replaceAll(/<\/?mark>/g, '')).not.toContain('<');
  });
});
