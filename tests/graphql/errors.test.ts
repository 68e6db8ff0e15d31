import { describe, expect, it } from 'vitest';
import { connect } from '#db/client.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

const { sql } = openTestDatabase();

describe('bad input', () => {
  const { ask, surprises } = asker(sql);
  it.each([
    ['a role that no vocabulary has', '{ state(code: "RO") { contactPoints(roles: ["nonsense"]) { id } } }'],
    ['a service type that no vocabulary has', '{ state(code: "RO") { services(types: ["x"]) { id } } }'],
    ['a language that is no tag', '{ state(code: "RO") { name(language: "not a language") } }'],
    ['an empty language', '{ state(code: "RO") { name(language: "") } }'],
  ])('%s is refused with BAD_CODE and a plain sentence', async (_name, query) => {
    const { status, errors } = await ask(query);
    expect(status).toBe(200);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_CODE');
    expect(errors?.[0]?.message).toMatch(/^[A-Z].*\.$/);
    expect(surprises).toEqual([]);
  });

  it('is worded as GraphQL does when the question itself is wrong', async () => {
    const { status, errors } = await ask('{ state(code: "RO") { nonsense } }');
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain('nonsense');
  });
});

it('masks a surprise and reports it under the id that the client was given', async () => {
  const nowhere = connect({ url: 'postgres://nobody:secret@127.0.0.1:9/none' }, { max: 1 });
  const { ask, surprises } = asker(nowhere);
  const { errors } = await ask('{ states { code } }');
  const { message, extensions } = errors?.[0] ?? {};
  expect(extensions?.code).toBe('UNEXPECTED');
  expect(surprises.map(({ id }) => id)).toEqual([extensions?.id]);
  expect(JSON.stringify({ message, extensions })).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|secret|stack/);
  await nowhere.end();
});
