import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import type { StateFile } from '#domain/directory/files/state-file.ts';
import { type Random, seededRandom } from './random.ts';
import { sentenceOf, writingWords } from './words.ts';

/** The words are drawn first, so `questions.ts` draws the same. */
export const DIRECTORY_SEED = 57;
const CHECKED_ON = '2026-01-15';

/** Of a hundred records of a State; services are the rest. */
const CONTACT_POINTS = 29;
const PROCEDURES = 8;
const PRACTICES = 2;
const HOTLINES_OF_A_STATE = 6;

/**
 * Writes an invented directory of the real shape: every State, the published vocabularies, `records` entries. The same
 * number gives the same directory.
 *
 * @param published the folder `directory-data`
 */
export async function writeDirectoryAtSize(options: {
  folder: string;
  published: string;
  vocabularies: DirectoryFiles['vocabularies'];
  states: readonly string[];
  records: number;
}): Promise<void> {
  const { folder, published, states, records } = options;
  await cp(published, folder, { recursive: true });
  await mkdir(path.join(folder, 'states'), { recursive: true });
  const random = seededRandom(DIRECTORY_SEED);
  const writer = { random, words: writingWords(random), codes: codesOf(options.vocabularies) };
  const perState = Math.ceil(records / states.length);
  for (const state of states) {
    await writeFile(path.join(folder, 'states', `${state}.json`), JSON.stringify(inventState(state, perState, writer)));
  }
}

type Codes = (vocabulary: string) => readonly string[];

interface Writer {
  random: Random;
  words: readonly string[];
  codes: Codes;
}

function codesOf(vocabularies: DirectoryFiles['vocabularies']): Codes {
  const codes = new Map(
    vocabularies.map(({ content }) => [content.vocabulary, content.terms.map((term) => term.code)] as const),
  );
  return (vocabulary) => codes.get(vocabulary) ?? [];
}

function inventState(state: string, records: number, writer: Writer): StateFile {
  const { random } = writer;
  const contactPoints = Math.round((records * CONTACT_POINTS) / 100);
  const procedures = Math.round((records * PROCEDURES) / 100);
  const practices = Math.round((records * PRACTICES) / 100);
  const services = records - contactPoints - procedures - practices - HOTLINES_OF_A_STATE;
  const many = <T>(count: number, invent: (writer: Writer) => T): T[] =>
    Array.from({ length: Math.max(count, 0) }, () => invent(writer));
  return {
    state,
    id: random.uuid(),
    checkedOn: CHECKED_ON,
    sources: ['s1', 's2', 's3'].map((id) => ({
      id,
      title: `Invented source ${id}`,
      publisher: 'Invented ministry',
      url: `https://example.org/${state}/${id}`,
      date: '2026',
    })),
    mechanism: {
      status: random.pick(writer.codes('mechanism_status')),
      established: '2014',
      legalBasis: null,
      coordinatingBody: null,
      formalIdentificationBy: null,
      reflectionPeriodDays: 30,
      residencePermit: null,
      note: null,
      sources: ['s1'],
    },
    hotlines: many(HOTLINES_OF_A_STATE, inventHotline),
    contactPoints: many(contactPoints, inventContactPoint),
    services: many(services, inventService),
    procedures: many(procedures, inventProcedure),
    promisingPractices: many(practices, inventPractice),
  };
}

function record({ random, words }: Writer) {
  const name = sentenceOf(random, words, 4 + random.below(4));
  return { id: random.uuid(), name, note: null, sources: [random.pick(['s1', 's2', 's3'])] };
}

function phone({ random }: Writer) {
  const number = String(100_000 + random.below(900_000));
  return { number, display: number, domesticOnly: true, tollFree: true };
}

function some({ random }: Writer, codes: readonly string[], most: number): string[] {
  return [...new Set(Array.from({ length: 1 + random.below(most) }, () => random.pickSkewed(codes)))];
}

const LANGUAGES = ['en', 'fr', 'de', 'ru', 'it', 'es', 'ro', 'uk', 'ar', 'sq', 'tr'];

function inventHotline(writer: Writer): StateFile['hotlines'][number] {
  const { random, codes } = writer;
  return {
    ...record(writer),
    operator: null,
    operatorType: random.pick(codes('operator_type')),
    phones: [phone(writer)],
    channels: [],
    hours: 'Every day, 24 hours',
    languages: some(writer, LANGUAGES, 3),
    targetGroups: [],
    scope: random.pickSkewed(codes('hotline_scope')),
    callableFromAbroad: false,
    url: null,
  };
}

function inventContactPoint(writer: Writer): StateFile['contactPoints'][number] {
  const { random, words, codes } = writer;
  return {
    ...record(writer),
    localName: sentenceOf(random, words, 4),
    organisation: sentenceOf(random, words, 3),
    roles: some(writer, codes('contact_role'), 2),
    pillars: some(writer, codes('pillar'), 2),
    phones: random.below(2) === 0 ? [phone(writer)] : [],
    email: null,
    url: 'https://example.org/',
    address: null,
  };
}

function inventService(writer: Writer): StateFile['services'][number] {
  const { random, words, codes } = writer;
  return {
    ...record(writer),
    provider: sentenceOf(random, words, 3),
    types: some(writer, codes('service_type'), 3),
    pillars: some(writer, codes('pillar'), 2),
    targetGroups: some(writer, codes('target_group'), 3),
    languages: some(writer, LANGUAGES, 3),
    phones: random.below(3) === 0 ? [phone(writer)] : [],
    url: 'https://example.org/',
    description: sentenceOf(random, words, 30 + random.below(40)),
  };
}

function inventProcedure(writer: Writer): StateFile['procedures'][number] {
  const { random, words, codes } = writer;
  return {
    ...record(writer),
    measure: random.pick(codes('measure')),
    pillar: random.pick(codes('pillar')),
    summary: sentenceOf(random, words, 40),
    responsible: sentenceOf(random, words, 3),
    timeLimit: null,
    legalReference: null,
  };
}

function inventPractice(writer: Writer): StateFile['promisingPractices'][number] {
  const { random, words, codes } = writer;
  return { ...record(writer), pillar: random.pick(codes('pillar')), summary: sentenceOf(random, words, 40) };
}
