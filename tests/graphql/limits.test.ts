import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

const { sql } = openTestDatabase();
const { ask, surprises } = asker(sql);

const PHONES = 'phones { number display domesticOnly tollFree }';
const RECORD = `
  __typename id name provenance checkedOn verifiedOn state { code name }
  sources { title publisher url date } note { codes text }`;

/** What api.md promises to let pass, asked for in full. */
const FLOOR = {
  'one State with all its lists, phones and sources': `{
    state(code: "DE") {
      id code name
      mechanism {
        status established legalBasis coordinatingBody formalIdentificationBy reflectionPeriodDays residencePermit
        sources { title publisher url date }
      }
      hotlines {
        ${RECORD} ${PHONES} channels { kind value } hours languages { code label } audiences callableFromAbroad scope
        operator operatorType url
      }
      contactPoints { ${RECORD} localName organisation roles ${PHONES} email url address pillars }
      services { ${RECORD} provider type pillars audiences languages { code label } ${PHONES} url description }
      procedures { ${RECORD} measure pillar summary responsible timeLimit legalReference }
      promisingPractices { ${RECORD} pillar summary }
    }
  }`,
  'a search of a hundred results with all their fields': `{
    search(first: 100) {
      totalCount didYouMean pageInfo { hasNextPage endCursor }
      facets { name values { code label count } }
      edges {
        cursor highlight
        node {
          ${RECORD}
          ... on Hotline { ${PHONES} channels { kind value } hours languages { code label } audiences scope operator url }
          ... on ContactPoint { localName organisation roles ${PHONES} email url address pillars }
          ... on Service { provider type pillars audiences languages { code label } ${PHONES} url description }
          ... on Procedure { measure pillar summary responsible timeLimit legalReference }
          ... on PromisingPractice { pillar summary }
        }
      }
    }
  }`,
  'all States with who is known in them':
    '{ states { code name coverage { name unstated values { code label count } } } }',
  'all States with hotlines and phones': `{
    states {
      id code name
      hotlines {
        id name ${PHONES} hours languages { code label } audiences callableFromAbroad scope operator operatorType url
        checkedOn verifiedOn provenance
      }
    }
  }`,
};

it.each(Object.entries(FLOOR))('always answers %s', async (_name, query) => {
  const { status, errors } = await ask(query);
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
});

describe('refuses with TOO_COSTLY', () => {
  const nested = (depth: number) => `{ states { ${'hotlines { state { '.repeat(depth)} code ${'} }'.repeat(depth)} } }`;
  const hostile = {
    'a deep question': nested(10),
    'a costly question that is not deep': nested(4),
    'everything of all States': `{
      states { hotlines { ${RECORD} } contactPoints { ${RECORD} } services { ${RECORD} } procedures { ${RECORD} } }
    }`,
    'many names for one field': `{ ${Array.from({ length: 500 }, (_, i) => `a${i}: states { code }`).join(' ')} }`,
    'many searches at once': `{ ${Array.from({ length: 12 }, (_, i) => `a${i}: search { totalCount }`).join(' ')} }`,
    'fragments that double each other': `{ ...f0 } ${Array.from({ length: 40 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f40 on Query { states { code } }`,
  };
  it.each(Object.entries(hostile))('%s', async (_name, query) => {
    const started = Date.now();
    const { status, errors } = await ask(query);
    expect(errors?.[0]?.extensions?.code).toBe('TOO_COSTLY');
    expect(status).toBe(400);
    expect(Date.now() - started).toBeLessThan(3000);
  });
});

it('is not held up by the longest question that a body may hold', async () => {
  const started = Date.now();
  await ask(`{ ${'__typename '.repeat(2900)} }`);
  await ask(`{ states { ${'code '.repeat(6000)} } }`);
  expect(Date.now() - started).toBeLessThan(5000);
});

it('met no surprise in all of this', () => expect(surprises).toEqual([]));
