import { expect, it } from 'vitest';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

interface Count {
  code: string;
  count: number;
}
interface Coverage {
  name: string;
  unstated: number;
  values: Count[];
}
interface Coded {
  pillars: string[];
  types: string[];
  audiences: string[];
  languages: { code: string }[];
}

const database = openTestDatabase();
const { ask, surprises } = asker(database.sql);

/** The same counted here, from the entries themselves. */
function counted(lists: string[][]): { unstated: number; values: Record<string, number> } {
  const values: Record<string, number> = {};
  for (const code of lists.flat()) values[code] = (values[code] ?? 0) + 1;
  return { unstated: lists.filter((codes) => codes.length === 0).length, values };
}

it.each(['RO', 'DE', 'VA'])('%s: counts its lines, contact points and services by what they carry', async (code) => {
  const { data } = await ask(
    `query ($code: String!) {
      state(code: $code) {
        coverage { name unstated values { code count } }
        hotlines { audiences languages { code } }
        contactPoints { pillars }
        services { pillars types audiences languages { code } }
      }
    }`,
    { code },
  );
  const { hotlines, contactPoints, services } = data.state as Record<
    'hotlines' | 'contactPoints' | 'services',
    Coded[]
  >;
  const helped = [...hotlines, ...services];
  const expected = {
    pillars: counted([
      ...hotlines.map(() => ['IDENTIFICATION_PROTECTION']),
      ...[...contactPoints, ...services].map(({ pillars }) => pillars),
    ]),
    serviceTypes: counted([...hotlines.map(() => ['helpline']), ...services.map(({ types }) => types)]),
    languages: counted(helped.map(({ languages }) => languages.map((language) => language.code))),
    audiences: counted(helped.map(({ audiences }) => audiences)),
  };
  const actual = Object.fromEntries(
    (data.state.coverage as Coverage[]).map(({ name, unstated, values }) => [
      name,
      { unstated, values: Object.fromEntries(values.map((value) => [value.code, value.count])) },
    ]),
  );
  expect(actual).toEqual(expected);
});

it('asks two statements for all States', async () => {
  database.takeStatements();
  const { data } = await ask('{ states { code coverage { name unstated values { code count } } } }');
  expect(database.takeStatements()).toHaveLength(2);
  expect(data.states).toHaveLength(57);
  for (const { code, coverage } of data.states as { code: string; coverage: Coverage[] }[]) {
    expect(
      coverage.map(({ name }) => name),
      code,
    ).toEqual(['pillars', 'serviceTypes', 'languages', 'audiences']);
  }
});

it('says the labels of the codes in the language that is asked for', async () => {
  const { data } = await ask('{ state(code: "RO") { coverage { values { code label(language: "de") } } } }');
  const [pillars] = data.state.coverage as { values: { code: string; label: string }[] }[];
  expect(pillars?.values.find(({ code }) => code === 'SUPPORT_SERVICES')?.label).toMatch(/Unterstützung/);
});

it('counts only by what is asked for, and refuses what it does not know', async () => {
  const { data } = await ask('{ state(code: "RO") { coverage(names: ["languages", "pillars"]) { name } } }');
  expect(data.state.coverage).toEqual([{ name: 'pillars' }, { name: 'languages' }]);
  const { errors } = await ask('{ state(code: "RO") { coverage(names: ["colours"]) { name } } }');
  expect(errors?.[0]).toMatchObject({
    message: 'Coverage is counted by pillars, serviceTypes, languages, audiences.',
    extensions: { code: 'BAD_CODE' },
  });
});

it('met no surprise in all of this', () => expect(surprises).toEqual([]));
