import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type StateFile, stateFile } from '#domain/directory/files/state-file.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

const folder = path.join(PROJECT_ROOT, 'directory-data', 'states');
const published: { file: string; json: unknown; content: StateFile }[] = [];
for (const file of (await readdir(folder)).sort()) {
  const json: unknown = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  published.push({ file, json, content: stateFile.parse(json) });
}

const KEYS_OF_THE_COMPILERS = ['leads', 'classDoubt', 'confidence', 'quote', 'todo'];

/** Records whose number is another country's, and why. */
const NUMBERS_OF_OTHER_COUNTRIES: Record<string, { code: string; reason: string }> = {
  'b6a8cf4b-7704-516f-8ce6-8c65d8dba6ca': { code: '32', reason: 'Embassy of Belarus in Belgium' },
  'adf27763-27b0-5603-baf1-5b0d6a2c7e51': { code: '41', reason: 'Swiss missions act for Liechtenstein abroad' },
  'e164beb8-0c21-5a22-a1fd-92735f806b84': { code: '41', reason: 'Swiss missions act for Liechtenstein abroad' },
};

/** Every object inside a value, with its place. */
function* objectsIn(value: unknown, at = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>];
  for (const [key, item] of Object.entries(value)) yield* objectsIn(item, `${at}/${key}`);
}

function placesWhere(wrong: (object: Record<string, unknown>) => boolean): string[] {
  return published.flatMap(({ file, json }) =>
    [...objectsIn(json)].filter(([, object]) => wrong(object)).map(([at]) => `${file}${at}`),
  );
}

const records = published.flatMap(
  ({ content: { hotlines, contactPoints, services, procedures, promisingPractices } }) => [
    ...hotlines,
    ...contactPoints,
    ...services,
    ...procedures,
    ...promisingPractices,
  ],
);
const withPhones = published.flatMap(({ file, content }) =>
  [...content.hotlines, ...content.contactPoints, ...content.services].map((record) => ({
    file,
    state: content.state,
    record,
  })),
);

describe('what the compilers wrote for themselves', () => {
  it.each(KEYS_OF_THE_COMPILERS)('is not published: %s', (key) => {
    expect(placesWhere((object) => key in object)).toEqual([]);
  });

  it('is not published as a note: a note has codes and one sentence', () => {
    const plain = z.strictObject({ codes: z.array(z.string()), text: z.string().nullable() }).nullable();
    expect(placesWhere((object) => 'note' in object && !plain.safeParse(object.note).success)).toEqual([]);
  });

  it('is not published under any other name: the validator takes nothing away', () => {
    for (const { json, content } of published) expect(content).toEqual(json);
  });
});

describe('a plain note', () => {
  const notes = [...records, ...published.map(({ content }) => content.mechanism)].flatMap(({ note }) => note ?? []);

  it('has at most 140 characters', () => {
    expect(notes).not.toEqual([]);
    expect(notes.filter(({ text }) => (text ?? '').length > 140)).toEqual([]);
  });

  it('says something', () => {
    expect(notes.filter(({ codes, text }) => codes.length === 0 && text === null)).toEqual([]);
  });

  it('is a sentence, not a link', () => {
    expect(notes.filter(({ text }) => text !== null && !/^\P{Ll}.*[.?!)]$/u.test(text))).toEqual([]);
    expect(notes.filter(({ text }) => /https?:|www\./.test(text ?? ''))).toEqual([]);
  });
});

describe('every State', () => {
  it.each(published.map(({ content }) => [content.state, content] as const))('%s can be reached', (_code, state) => {
    const lines = state.hotlines.filter(({ phones, channels }) => phones.length + channels.length > 0);
    const points = state.contactPoints.filter(
      ({ phones, email, url }) => phones.length > 0 || email !== null || url !== null,
    );
    expect(lines.length + points.length).toBeGreaterThan(0);
  });
});

describe('a telephone number', () => {
  const international = withPhones.flatMap(({ file, state, record }) =>
    record.phones
      .filter(({ number }) => number.startsWith('+'))
      .map(({ number }) => ({ file, state, id: record.id, name: record.name, number })),
  );

  it("has the State's own country code, with named exceptions", () => {
    const strangers = international.filter(({ state, id, number }) => {
      const own = isSupportedCountry(state) ? getCountryCallingCode(state) : '';
      const code = parsePhoneNumberFromString(number)?.countryCallingCode;
      return code !== own && code !== NUMBERS_OF_OTHER_COUNTRIES[id]?.code;
    });
    expect(international).not.toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('has no exception that is not needed any more', () => {
    const ids = new Set(international.map(({ id }) => id));
    expect(Object.keys(NUMBERS_OF_OTHER_COUNTRIES).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('stands in a record once', () => {
    const twice = withPhones.filter(({ record: { phones } }) => {
      return new Set(phones.map(({ number }) => number)).size !== phones.length;
    });
    expect(twice.map(({ file, record }) => `${file} ${record.name}`)).toEqual([]);
  });
});

describe('ids', () => {
  const ids = [...records.map(({ id }) => id), ...published.map(({ content }) => content.id)];

  it('are valid UUIDs in small letters', () => {
    expect(ids.filter((id) => !z.uuid().safeParse(id).success || id !== id.toLowerCase())).toEqual([]);
  });

  it('are used once in the whole directory', () => {
    expect(ids).not.toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
