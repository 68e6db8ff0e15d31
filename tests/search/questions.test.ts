import { expect, it } from 'vitest';
import { asker } from '../graphql/asking.ts';
import { openTestDatabase } from '../support/test-database.ts';
import questions from './questions.json';

const { sql } = openTestDatabase();
const { ask } = asker(sql);

interface Expected {
  state?: string;
  kind?: string;
  type?: string;
  role?: string;
  measure?: string;
  audience?: string;
  name?: string;
  number?: string;
  didYouMean?: boolean;
}

/** An entry as the questions speak of it. */
interface Found {
  __typename: string;
  name: string;
  state: { code: string } | null;
  types?: string[];
  roles?: string[];
  measure?: string;
  audiences?: string[];
  phones?: { number: string }[];
}

const KINDS: Record<string, string> = {
  HOTLINE: 'Hotline',
  CONTACT_POINT: 'ContactPoint',
  SERVICE: 'Service',
  PROCEDURE: 'Procedure',
  PROMISING_PRACTICE: 'PromisingPractice',
};

function fulfils(found: Found, expected: Expected): boolean {
  const { state, kind, type, role, measure, audience, name, number } = expected;
  return (
    (state === undefined || found.state?.code === state) &&
    (kind === undefined || found.__typename === KINDS[kind]) &&
    (type === undefined || found.types?.includes(type) === true) &&
    (role === undefined || found.roles?.includes(role) === true) &&
    (measure === undefined || found.measure === measure) &&
    (audience === undefined || found.audiences?.includes(audience) === true) &&
    (name === undefined || found.name.includes(name)) &&
    (number === undefined || found.phones?.some((phone) => phone.number.includes(number)) === true)
  );
}

/** What people type, in many languages, and what must stand among the first three results. */
it.each(questions as { ask: string; language: string; expect: Expected }[])('$language: $ask', async (question) => {
  const { data } = await ask(
    `query ($text: String) {
      search(text: $text, first: 3) {
        didYouMean
        edges {
          node {
            __typename name state { code }
            ... on Hotline { audiences phones { number } }
            ... on ContactPoint { roles phones { number } }
            ... on Service { types audiences phones { number } }
            ... on Procedure { measure }
          }
        }
      }
    }`,
    { text: question.ask },
  );
  const found: Found[] = data.search.edges.map(({ node }: { node: Found }) => node);
  expect(
    found.some((entry) => fulfils(entry, question.expect)),
    JSON.stringify(found.map(({ name }) => name)),
  ).toBe(true);
  if (question.expect.didYouMean === true) expect(data.search.didYouMean).not.toBeNull();
});

/** No entry has all the words of these: then what is in the State that they name comes before what is elsewhere. */
it.each([
  ['приют для мужчин в Молдове', 'MD'],
  ['rifugio per uomini vittime in Serbia', 'RS'],
  ['Albanien Rückkehr Ansprechpartner NGO', 'AL'],
  ['legal aid for children in Spain', 'ES'],
  ['aide juridque aux enfants en Espgne', 'ES'],
  ['interpreter Georgia child trafficking police', 'GE'],
  ['shelter interpreter passport united kingdom', 'GB'],
])('%s: first of all %s', async (text, state) => {
  const { data } = await ask(
    'query ($text: String) { search(text: $text, first: 10) { isWidened edges { node { state { code } } } } }',
    { text },
  );
  expect(data.search.isWidened).toBe(true);
  const states = data.search.edges.map(({ node }: { node: { state: { code: string } | null } }) => node.state?.code);
  expect(states).toEqual(Array(10).fill(state));
});

it('says so only when it had to look for some of the words', async () => {
  const { data } = await ask('{ search(text: "hotline romania", first: 1) { isWidened } }');
  expect(data.search.isWidened).toBe(false);
});
