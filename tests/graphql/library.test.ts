import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import published from '../../directory-data/guidance.json';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

interface Value {
  code: string;
  label: string;
  count: number;
}

const { sql } = openTestDatabase();
const { ask, surprises } = asker(sql);

async function facetsOf(filter: object): Promise<Record<string, Value[]>> {
  const { data } = await ask(
    'query ($filter: LibraryFilter) { library(filter: $filter) { facets { name values { code label(language: "de") count } } } }',
    { filter },
  );
  return Object.fromEntries(
    data.library.facets.map(({ name, values }: { name: string; values: Value[] }) => [name, values]),
  );
}

async function countOf(filter: object): Promise<number> {
  const { data } = await ask('query ($filter: LibraryFilter) { library(filter: $filter) { totalCount } }', { filter });
  return data.library.totalCount;
}

describe('the library', () => {
  it('holds every document and every practice, the documents first and in the order of their file', async () => {
    const { data } = await ask('{ library(first: 100) { totalCount nodes { __typename id name } } }');
    const documents = data.library.nodes.slice(0, published.items.length);
    expect(documents.map(({ id }: { id: string }) => id)).toEqual(published.items.map(({ id }) => id));
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from entry where kind in ('GUIDANCE', 'PROMISING_PRACTICE')`;
    expect(data.library.totalCount).toBe(count);
  });

  it('is read page by page, each item once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        'query ($after: String) { library(first: 50, after: $after) { hasNextPage endCursor nodes { id } } }',
        { after },
      );
      seen.push(...data.library.nodes.map(({ id }: { id: string }) => id));
      after = data.library.hasNextPage ? data.library.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(await countOf({}));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('combines all conditions, and of each list takes one value', async () => {
    const theme = published.items.filter(({ themes }) => themes.includes('repatriation_voluntary_return'));
    const both = theme.filter(({ kind, geography }) => kind === 'form' && geography.includes('europe'));
    expect(both.length).toBeGreaterThan(0);
    const filter = { themes: ['repatriation_voluntary_return', 'prosecution'], types: ['form'], geography: ['europe'] };
    expect(await countOf(filter)).toBe(both.length);
    expect(await countOf({ ...filter, years: [1999] })).toBe(0);
  });

  it('knows practices by State and pillar', async () => {
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from entry where kind = 'PROMISING_PRACTICE' and state_code = 'AT' and 'P1' = any(pillars)`;
    const filter = { types: ['promising_practice'], geography: ['AT'], pillars: ['IDENTIFICATION_PROTECTION'] };
    expect(count).toBeGreaterThan(0);
    expect(await countOf(filter)).toBe(count);
  });

  it('says of each value what choosing it would give beside the other choices', async () => {
    const filter = { themes: ['reintegration'], languages: ['en'] };
    const facets = await facetsOf(filter);
    const reintegration = facets.themes?.find(({ code }) => code === 'reintegration');
    expect(reintegration?.count).toBe(await countOf(filter));
    const other = facets.themes?.find(({ code }) => code === 'migration');
    expect(other?.count).toBe(await countOf({ ...filter, themes: ['migration'] }));
    for (const { code, count } of facets.types ?? []) expect(count).toBe(await countOf({ ...filter, types: [code] }));
    for (const { code, count } of facets.pillars ?? []) {
      expect(count).toBe(await countOf({ ...filter, pillars: [code] }));
    }
  });

  it('labels every value in the language asked for', async () => {
    const facets = await facetsOf({});
    const label = (facet: string, code: string) => facets[facet]?.find((value) => value.code === code)?.label;
    expect(label('types', 'form')).toBe('Formular');
    expect(label('audiences', 'national_authorities')).toBe('Nationale Behörden gegen Menschenhandel');
    expect(label('geography', 'eu')).toBe('Europäische Union');
    expect(label('geography', 'AT')).toBe('Österreich');
    expect(label('languages', 'ru')).toBe('Russisch');
    expect(label('pillars', 'SOCIAL_INCLUSION')).toBe('Soziale Inklusion');
    expect(label('years', '2022')).toBe('2022');
  });

  it.each<[object, string]>([
    [{ types: ['x'] }, 'BAD_CODE'],
    [{ themes: ['x'] }, 'BAD_CODE'],
    [{ audiences: ['women'] }, 'BAD_CODE'],
    [{ geography: ['XX'] }, 'BAD_CODE'],
    [{ geography: ['atlantis'] }, 'BAD_CODE'],
    [{ languages: ['no language'] }, 'BAD_CODE'],
  ])('refuses %j', async (filter, code) => {
    const { errors } = await ask('query ($filter: LibraryFilter) { library(filter: $filter) { totalCount } }', {
      filter,
    });
    expect(errors?.[0]?.extensions?.code).toBe(code);
  });

  it('refuses pages of a thousand, and begins anew after an item that is not there', async () => {
    const { errors } = await ask('{ library(first: 1000) { totalCount } }');
    expect(errors?.[0]?.extensions?.code).toBe('BAD_RANGE');
    const { data } = await ask(`{ library(first: 1, after: "${randomUUID()}") { nodes { id } } }`);
    expect(data.library.nodes[0].id).toBe(published.items[0]?.id);
  });

  it.each(["x' or 1=1", '\\u0000'])('refuses %j, which is no item', async (after) => {
    const { errors } = await ask(`{ library(first: 1, after: "${after}") { nodes { id } } }`);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_CURSOR');
  });
});

describe('a document', () => {
  it('says all that is known of it, and null where its year is not', async () => {
    const known = published.items.find(({ year }) => year !== null);
    const unknown = published.items.find(({ year, note }) => year === null && note !== null);
    const fields = `... on Guidance {
      name kind themes audiences geography places(language: "fr") pillars languages { code } year publisher url summary
      checkedOn state { code } note { codes text } sources { title url }
    }`;
    const { data } = await ask(
      `query ($known: ID!, $unknown: ID!) {
      known: node(id: $known) { ${fields} } unknown: node(id: $unknown) { ${fields} }
    }`,
      { known: known?.id, unknown: unknown?.id },
    );
    expect(data.known).toMatchObject({
      name: known?.name,
      kind: 'guidance',
      year: 2022,
      geography: ['osce'],
      places: ["Espace de l'OSCE"],
      checkedOn: '2026-11-21',
      state: null,
      note: null,
    });
    expect(data.known.pillars).toHaveLength(4);
    expect(data.known.sources).toHaveLength(1);
    expect(data.unknown).toMatchObject({ year: null, note: { codes: [], text: unknown?.note?.text } });
  });
});

it('has no standards as long as nobody has entered them', async () => {
  expect((await ask('{ standards { number } }')).data.standards).toEqual([]);
});

it('explains the glossary in six languages, and English elsewhere', async () => {
  const { data } = await ask(`{
    vocabularies(names: ["glossary", "service_type"]) {
      terms { code pillars ru: definition(language: "ru") ka: definition(language: "ka") in: definitionLanguage(language: "ka") }
    }
  }`);
  const [glossary, services] = data.vocabularies;
  const referral = glossary.terms.find(({ code }: Value) => code === 'referral');
  expect(referral.ru).toMatch(/[а-я]/);
  expect(referral).toMatchObject({
    ka: 'Sending a person to another body for a service. The sender keeps the case.',
    in: 'en',
  });
  const training = services.terms.find(({ code }: Value) => code === 'professional_training');
  const guardian = services.terms.find(({ code }: Value) => code === 'guardianship');
  expect([training.pillars, guardian.pillars]).toEqual([[], ['IDENTIFICATION_PROTECTION', 'SUPPORT_SERVICES']]);
});

it('met no surprise in all of this', () => expect(surprises).toEqual([]));
