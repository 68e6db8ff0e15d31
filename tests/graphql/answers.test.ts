import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

interface Named {
  id: string;
  code: string;
  name: string;
  phones: unknown[];
}

const { sql } = openTestDatabase();
const { ask, surprises } = asker(sql);

describe('states', () => {
  it('are the 57 participating States, each with an id that is a UUID', async () => {
    const { data } = await ask('{ states { id code name } }');
    expect(data.states).toHaveLength(57);
    for (const { id } of data.states) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are called in the language that is asked for, and in English otherwise', async () => {
    const { data } = await ask(`{
      state(code: "RO") {
        english: name
        german: name(language: "de")
        own: name(language: "ro")
        ukrainian: name(language: "uk")
        regional: name(language: "fr-CA")
        unknown: name(language: "tlh")
      }
    }`);
    expect(data.state).toEqual({
      english: 'Romania',
      german: 'Rumänien',
      own: 'România',
      ukrainian: 'Румунія',
      regional: 'Roumanie',
      unknown: 'Romania',
    });
  });

  it.each(['XX', 'ro', '', '🙂', "RO' or 1=1 --", '\u0000'])('has none with the code %j', async (code) => {
    const { data, errors } = await ask('query ($code: String!) { state(code: $code) { code } }', { code });
    expect(errors).toBeUndefined();
    expect(data.state).toBeNull();
  });
});

describe('a State', () => {
  it('gives its lines with the one to try first in front, numbers as sourced', async () => {
    const { data } = await ask(`{
      state(code: "RO") {
        hotlines { name operatorType callableFromAbroad phones { number international domesticOnly tollFree } }
      }
    }`);
    expect(data.state.hotlines[0]).toEqual({
      name: 'ANITP helpline (TelVerde)',
      operatorType: 'GOVERNMENT',
      callableFromAbroad: true,
      phones: [
        { number: '0800800678', international: null, domesticOnly: true, tollFree: true },
        { number: '+40213133100', international: '+40 21 313 3100', domesticOnly: false, tollFree: null },
      ],
    });
  });

  it('never puts a line without a number before one that has one', async () => {
    const { data } = await ask('{ states { code hotlines { phones { number } } } }');
    for (const { code, hotlines } of data.states) {
      const known: boolean[] = hotlines.map(({ phones }: Named) => phones.length > 0);
      expect(known.indexOf(false) === -1 || !known.slice(known.indexOf(false)).includes(true), code).toBe(true);
    }
  });

  it('filters contact points by role and services by type and pillar', async () => {
    const { data } = await ask(`{
      state(code: "RO") {
        contactPoints(roles: ["national_coordinator"]) { name roles }
        services(types: ["shelter_women", "shelter_any"], pillars: [SUPPORT_SERVICES]) { name types pillars }
      }
    }`);
    expect(data.state.contactPoints.map(({ name }: Named) => name)).toEqual([
      'National Agency against Trafficking in Persons (ANITP)',
    ]);
    expect(data.state.services.length).toBeGreaterThan(0);
    for (const { types, pillars } of data.state.services) {
      expect(types.some((type: string) => ['shelter_women', 'shelter_any'].includes(type))).toBe(true);
      expect(pillars).toContain('SUPPORT_SERVICES');
    }
  });

  it('words a note in the language asked for when its record has no sentence of its own', async () => {
    const { data } = await ask(`{
      state(code: "RO") { services { name note { codes english: text german: text(language: "de") } } }
    }`);
    const shelter = data.state.services.find(({ name }: Named) => name === 'Trafficking shelters');
    expect(shelter?.note.codes).toEqual(['OLD']);
    expect(shelter?.note.english).toMatch(/older/);
    expect(shelter?.note.german).not.toBe(shelter?.note.english);
  });
});

describe('node', () => {
  it('finds every entry by its id, and a State by its own', async () => {
    const { data } = await ask(`{
      state(code: "MD") {
        id
        hotlines { id } contactPoints { id } services { id } procedures { id } promisingPractices { id }
      }
    }`);
    const { id, ...lists } = data.state;
    const ids = [id, ...Object.values<Named[]>(lists).flatMap((list) => list.map((entry) => entry.id))];
    const answer = await ask(
      `query (${ids.map((_, index) => `$i${index}: ID!`).join(' ')}) {
        ${ids.map((_, index) => `n${index}: node(id: $i${index}) { __typename id }`).join('\n')}
      }`,
      Object.fromEntries(ids.map((value, index) => [`i${index}`, value])),
    );
    expect(Object.values<Named>(answer.data).map((node) => node.id)).toEqual(ids);
    expect(answer.data.n0?.__typename).toBe('State');
  });

  it.each(['nonsense', '00000000-0000-4000-8000-000000000000', ''])('knows none with the id %j', async (id) => {
    const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(errors).toBeUndefined();
    expect(data.node).toBeNull();
  });
});

it('gives a vocabulary in every working language', async () => {
  const { data } = await ask(`{
    vocabularies(names: ["pillar", "nonsense"]) { name terms { code en: label(language: "en") ru: label(language: "ru") } }
  }`);
  expect(data.vocabularies[0]?.terms.map(({ code }: Named) => code)).toEqual(['P1', 'P2', 'P3', 'P4']);
  expect(data.vocabularies[0]?.terms[0]?.ru).toMatch(/[а-я]/i);
  expect(data.vocabularies[1]?.terms).toEqual([]);
});

it('met no surprise in all of this', () => expect(surprises).toEqual([]));
