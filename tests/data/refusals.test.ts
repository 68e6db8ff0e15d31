import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDirectory } from '#domain/directory/checks/check-directory.ts';
import { type Problem, type ProblemCode, problemLine } from '#domain/directory/files/problem.ts';
import { type DirectoryFiles, readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { RECORD_LISTS, type StateFile } from '#domain/directory/files/state-file.ts';
import { TODAY, TOMORROW, writeSmallDirectory, YESTERDAY } from './small-directory.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-refusals-'));
let valid: DirectoryFiles;

beforeAll(async () => {
  await writeSmallDirectory(folder);
  const { files, problems } = await readDirectoryFiles(folder);
  if (files === null) throw new Error(problems.map(problemLine).join('\n'));
  valid = files;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MALTA = 'states/MT.json';

/** One sentence on one line that a person can read to its end. */
const PLAIN_SENTENCE = /^["A-Z\d][^\p{C}]{5,400}\.$/u;

function expectOne(problems: readonly Problem[], file: string, place: string, code: ProblemCode): Problem {
  expect(problems.map((problem) => `${problem.file} ${problem.path} ${problem.code}`)).toEqual([
    `${file} ${place} ${code}`,
  ]);
  const [problem] = problems;
  if (problem === undefined) throw new Error('There is no problem.');
  expect(problem.sentence).toMatch(PLAIN_SENTENCE);
  return problem;
}

/** What is said of the folder while one of its files is `content`; null while it is not there. */
async function readBroken(file: string, content: string | Buffer | null): Promise<Problem[]> {
  const at = path.join(folder, file);
  const before = await readFile(at);
  try {
    if (content === null) await rm(at);
    else await writeFile(at, content);
    const { files, problems } = await readDirectoryFiles(folder);
    expect(files).toBeNull();
    return problems;
  } finally {
    await writeFile(at, before);
  }
}

type Step = string | number;

/** The JSON of a file with another value at one place; `undefined` takes the field away. */
async function jsonWith(file: string, place: readonly Step[], value: unknown): Promise<string> {
  const json = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  const last = place.at(-1);
  if (last === undefined) return JSON.stringify(value);
  const holder = place.slice(0, -1).reduce((inside, step) => inside[step], json);
  holder[last] = value;
  return JSON.stringify(json);
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('The small directory has a record of every kind.');
  return first;
}

interface Parts {
  files: DirectoryFiles;
  state: StateFile;
  other: StateFile;
  hotline: StateFile['hotlines'][number];
  point: StateFile['contactPoints'][number];
  service: StateFile['services'][number];
  procedure: StateFile['procedures'][number];
  practice: StateFile['promisingPractices'][number];
  phone: StateFile['hotlines'][number]['phones'][number];
  channel: StateFile['hotlines'][number]['channels'][number];
  source: StateFile['sources'][number];
}

/** What is said of the valid files after a change to them. */
function checkChanged(change: (parts: Parts) => void): Problem[] {
  const files = structuredClone(valid);
  const [state, other] = files.states.map(({ content }) => content);
  if (state === undefined || other === undefined) throw new Error('The small directory has two States.');
  const hotline = firstOf(state.hotlines);
  change({
    files,
    state,
    other,
    hotline,
    point: firstOf(state.contactPoints),
    service: firstOf(state.services),
    procedure: firstOf(state.procedures),
    practice: firstOf(state.promisingPractices),
    phone: firstOf(hotline.phones),
    channel: firstOf(hotline.channels),
    source: firstOf(state.sources),
  });
  return checkDirectory(files, TODAY);
}

type Change = [what: string, place: string, change: (parts: Parts) => void];

describe('the small directory', () => {
  it('is accepted as it is', () => {
    expect(checkDirectory(valid, TODAY)).toEqual([]);
  });

  it('names file, place, sentence and code of a problem in one line', () => {
    const [problem] = checkChanged(({ phone }) => {
      phone.number = '+4021';
      phone.display = '4021';
    });
    expect(problem === undefined ? '' : problemLine(problem)).toBe(
      'states/MT.json hotlines[0].phones[0].number: "+4021": No number of this length exists under this country code. (IMPOSSIBLE_PHONE)',
    );
    expect(problemLine({ file: 'a.json', path: '', code: 'NOT_JSON', sentence: 'It is empty.' })).toBe(
      'a.json: It is empty. (NOT_JSON)',
    );
  });

  it('is refused with every problem, not with the first alone', async () => {
    const problems = await readBroken(MALTA, await jsonWith(MALTA, ['hotlines', 0], { id: 1 }));
    expect(problems.length).toBeGreaterThan(5);
    const objections = checkChanged(({ hotline, practice, other }) => {
      hotline.scope = 'x';
      practice.pillar = 'x';
      other.checkedOn = TOMORROW;
    });
    expect(objections.map(({ code }) => code)).toEqual(['UNKNOWN_CODE', 'UNKNOWN_CODE', 'FUTURE_DATE']);
  });
});

describe('FILE_UNREADABLE', () => {
  it.each([['office-mailboxes.json'], ['vocabularies/states.json']])('%s is missing', async (file) => {
    expectOne(await readBroken(file, null), file, '', 'FILE_UNREADABLE');
  });

  it('the folder is missing', async () => {
    const { files, problems } = await readDirectoryFiles(path.join(folder, 'nowhere'));
    expect(files).toBeNull();
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'vocabularies FILE_UNREADABLE',
      'states FILE_UNREADABLE',
      'vocabularies/states.json FILE_UNREADABLE',
      'office-mailboxes.json FILE_UNREADABLE',
      'search-words.json FILE_UNREADABLE',
      'guidance.json FILE_UNREADABLE',
      'standards.json FILE_UNREADABLE',
    ]);
    for (const { sentence } of problems) expect(sentence).toMatch(PLAIN_SENTENCE);
  });

  it('a folder bears the name of a file', async () => {
    await mkdir(path.join(folder, 'states/XX.json'));
    const { problems } = await readDirectoryFiles(folder);
    await rm(path.join(folder, 'states/XX.json'), { recursive: true });
    expectOne(problems, 'states/XX.json', '', 'FILE_UNREADABLE');
  });

  it('a link leads nowhere', async () => {
    await symlink('nowhere.json', path.join(folder, 'states/XX.json'));
    const { problems } = await readDirectoryFiles(folder);
    await rm(path.join(folder, 'states/XX.json'));
    expectOne(problems, 'states/XX.json', '', 'FILE_UNREADABLE');
  });
});

describe('NOT_JSON', () => {
  it.each<[string, string | Buffer]>([
    ['empty', ''],
    ['only spaces', ' \n '],
    ['a byte order mark', '\uFEFF{}'],
    ['plain words', 'Malta\n\u001b[31mhas a hotline'],
    ['a comment', '{} // Malta'],
    ['a comma too many', '{"state": "MT",}'],
    ['single quotes', "{'state': 'MT'}"],
    ['a web page', '<!doctype html><title>Malta</title>'],
    ['two values', '{}{}'],
    ['a number that JSON has not', '{"state": NaN}'],
    ['a bare null byte', '{"state": "M\u0000T"}'],
    ['binary', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, 0x00, 0x80])],
    ['UTF-16', Buffer.from('{"state": "MT"}', 'utf16le')],
    ['Latin-1', Buffer.from('{"state": "Straße"}', 'latin1')],
  ])('%s', async (_what, content) => {
    expectOne(await readBroken(MALTA, content), MALTA, '', 'NOT_JSON');
  });

  it('cut off anywhere', async () => {
    const whole = await readFile(path.join(folder, MALTA));
    for (const length of [1, 100, 1000, whole.length - 1]) {
      expectOne(await readBroken(MALTA, whole.subarray(0, length)), MALTA, '', 'NOT_JSON');
    }
  });

  it.each(['office-mailboxes.json', 'vocabularies/states.json', 'vocabularies/pillar.json'])('%s', async (file) => {
    expectOne(await readBroken(file, '['), file, '', 'NOT_JSON');
  });
});

describe('WRONG_SHAPE', () => {
  const hotline = ['hotlines', 0] as const;
  const phone = [...hotline, 'phones', 0] as const;

  it.each<[string, string, readonly Step[], unknown]>([
    ['a list instead of a State', '', [], []],
    ['null instead of a State', '', [], null],
    ['a text instead of a State', '', [], 'MT'],
    ['a field is missing', 'hotlines', ['hotlines'], undefined],
    ['a field of a record is missing', 'hotlines[0].name', [...hotline, 'name'], undefined],
    ['null where something must stand', 'hotlines[0].name', [...hotline, 'name'], null],
    ['nothing but spaces', 'hotlines[0].name', [...hotline, 'name'], '  '],
    ['a field too many', '', ['classDoubt'], true],
    ['notes of the compilers in a State', '', ['leads'], []],
    ['notes of the compilers in a record', 'hotlines[0]', [...hotline, 'leads'], []],
    ['notes of the compilers in a phone number', 'hotlines[0].phones[0]', [...phone, 'seenOn'], 's1'],
    ['a research note', 'hotlines[0].note', [...hotline, 'note'], 'Not sure about this one.'],
    ['a remark inside a note', 'hotlines[0].note', [...hotline, 'note', 'doubt'], 'Not sure.'],
    ['an address in a service', 'services[0]', ['services', 0, 'address'], '5 Main Street'],
    ['a text instead of a list', 'hotlines[0].languages', [...hotline, 'languages'], 'en'],
    ['a list instead of a text', 'hotlines[0].hours', [...hotline, 'hours'], ['24 hours']],
    ['a number instead of a text', 'hotlines[0].phones[0].number', [...phone, 'number'], 179],
    ['a text instead of yes or no', 'hotlines[0].phones[0].domesticOnly', [...phone, 'domesticOnly'], 'false'],
    ['one instead of yes', 'hotlines[0].callableFromAbroad', [...hotline, 'callableFromAbroad'], 1],
    ['an object instead of a list', 'hotlines', ['hotlines'], { 0: {} }],
    ['null in a list', 'hotlines[0]', hotline, null],
    ['a service without a type', 'services[0].types', ['services', 0, 'types'], []],
    ['a contact point without a role', 'contactPoints[0].roles', ['contactPoints', 0, 'roles'], []],
    ['an id that is none', 'hotlines[0].id', [...hotline, 'id'], '1; drop table entry'],
    ['a source id that is none', 'sources[0].id', ['sources', 0, 'id'], 'source one'],
    ['a State code that is none', 'state', ['state'], '../MT'],
    ['a State code in small letters', 'state', ['state'], 'mt'],
    ['a script instead of a web address', 'hotlines[0].url', [...hotline, 'url'], 'javascript:alert(1)'],
    ['a file instead of a web address', 'hotlines[0].url', [...hotline, 'url'], 'file:///etc/passwd'],
    ['a web address in a data address', 'sources[0].url', ['sources', 0, 'url'], 'data:text/html,<script>'],
    ['half a web address', 'hotlines[0].url', [...hotline, 'url'], 'www.welfare.example'],
    ['a mailbox that is none', 'contactPoints[0].email', ['contactPoints', 0, 'email'], 'thb at ministry'],
    ['two mailboxes', 'contactPoints[0].email', ['contactPoints', 0, 'email'], 'a@b.example, c@d.example'],
    ['a day that does not exist', 'checkedOn', ['checkedOn'], '2026-02-30'],
    ['a day in another form', 'checkedOn', ['checkedOn'], '20.05.2026'],
    ['a day with a time', 'hotlines[0].checkedOn', [...hotline, 'checkedOn'], '2026-05-20T00:00:00Z'],
    ['a month that does not exist', 'sources[0].date', ['sources', 0, 'date'], '2025-13'],
    ['a day of a source that does not exist', 'sources[0].date', ['sources', 0, 'date'], '2025-02-29'],
    ['a year of two digits', 'sources[0].date', ['sources', 0, 'date'], '25'],
    ['a language with the form of a tag', 'hotlines[0].languages[0]', [...hotline, 'languages', 0], 'en-12'],
    ['a language as a word', 'hotlines[0].languages[0]', [...hotline, 'languages', 0], 'English'],
    ['no days', 'mechanism.reflectionPeriodDays', ['mechanism', 'reflectionPeriodDays'], 0],
    ['days below zero', 'mechanism.reflectionPeriodDays', ['mechanism', 'reflectionPeriodDays'], -30],
    ['half days', 'mechanism.reflectionPeriodDays', ['mechanism', 'reflectionPeriodDays'], 30.5],
    ['days as a text', 'mechanism.reflectionPeriodDays', ['mechanism', 'reflectionPeriodDays'], '30'],
    ['more than ten years', 'mechanism.reflectionPeriodDays', ['mechanism', 'reflectionPeriodDays'], 3651],
    ['a note of 141 characters', 'hotlines[0].note.text', [...hotline, 'note', 'text'], 'a'.repeat(141)],
    ['a text of 2001 characters', 'services[0].description', ['services', 0, 'description'], 'a'.repeat(2001)],
    ['a text of four million characters', 'hotlines[0].name', [...hotline, 'name'], 'a.'.repeat(2_000_000)],
    ['a huge web address', 'hotlines[0].url', [...hotline, 'url'], `https://a.example/${'a'.repeat(2000)}`],
    ['a null byte', 'hotlines[0].name', [...hotline, 'name'], 'National\u0000helpline'],
    ['a null byte in a web address', 'hotlines[0].url', [...hotline, 'url'], 'https://a.example/\u0000'],
    ['a null byte in a code', 'hotlines[0].note.codes[0]', [...hotline, 'note', 'codes', 0], 'OLD\u0000'],
    ['a line break', 'hotlines[0].hours', [...hotline, 'hours'], '24\nhours'],
    ['an escape sequence', 'hotlines[0].hours', [...hotline, 'hours'], '\u001b[31m24 hours'],
    ['half a character', 'hotlines[0].name', [...hotline, 'name'], 'Helpline \ud83d'],
    ['a lost letter', 'hotlines[0].name', [...hotline, 'name'], 'Stra\uFFFDe'],
    [
      'a number shown from right to left',
      'hotlines[0].phones[1].display',
      [...hotline, 'phones', 1, 'display'],
      '\u202e179',
    ],
  ])('%s', async (_what, place, steps, value) => {
    expectOne(await readBroken(MALTA, await jsonWith(MALTA, steps, value)), MALTA, place, 'WRONG_SHAPE');
  });

  it.each<[string, readonly Step[], string]>([
    ['may be null', [...hotline, 'hours'], 'The field is missing. Where nothing is known, write null.'],
    ['may be null inside a list', [...phone, 'tollFree'], 'The field is missing. Where nothing is known, write null.'],
    ['must be there', [...hotline, 'name'], 'The field is missing, and it must not be empty.'],
  ])('says of a missing field that it %s', async (_what, steps, sentence) => {
    const [problem] = await readBroken(MALTA, await jsonWith(MALTA, steps, undefined));
    expect(problem?.sentence).toBe(sentence);
  });

  it('says which field is too many', async () => {
    const problems = await readBroken(MALTA, await jsonWith(MALTA, [...hotline, 'leads'], []));
    expect(problems[0]?.sentence).toBe('Unrecognized key: "leads".');
  });

  it('shows nothing of a field name that would harm a terminal', async () => {
    const problems = await readBroken(MALTA, await jsonWith(MALTA, ['\u001b[2J\n'.repeat(200)], 1));
    expectOne(problems, MALTA, '', 'WRONG_SHAPE');
  });

  it('a field that would reach into every object', async () => {
    const json = (await readFile(path.join(folder, MALTA), 'utf8')).replace('{', '{"__proto__": {"leads": 1},');
    expectOne(await readBroken(MALTA, json), MALTA, '', 'WRONG_SHAPE');
  });

  it('lists inside each other, a hundred thousand deep', async () => {
    const json = await jsonWith(MALTA, [...hotline, 'name'], '@');
    const deep = json.replace('"@"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expectOne(await readBroken(MALTA, deep), MALTA, 'hotlines[0].name', 'WRONG_SHAPE');
  });

  it.each<[string, string, readonly Step[], unknown, string]>([
    ['a label is missing', 'vocabularies/pillar.json', ['terms', 0, 'labels', 'ru'], undefined, 'terms[0].labels.ru'],
    ['a label is empty', 'vocabularies/pillar.json', ['terms', 0, 'labels', 'ru'], ' ', 'terms[0].labels.ru'],
    ['a label in another language', 'vocabularies/pillar.json', ['terms', 0, 'labels', 'tlh'], 'x', 'terms[0].labels'],
    [
      'a null byte in a label',
      'vocabularies/pillar.json',
      ['terms', 0, 'labels', 'ru'],
      'a\u0000',
      'terms[0].labels.ru',
    ],
    ['a code with a space', 'vocabularies/pillar.json', ['terms', 0, 'code'], 'P 1', 'terms[0].code'],
    ['no terms', 'vocabularies/pillar.json', ['terms'], [], 'terms'],
    ['a State without a name of its own', 'vocabularies/states.json', ['terms', 0, 'own'], [], 'terms[0].own'],
    ['the names of States as another list', 'vocabularies/states.json', ['vocabulary'], 'pillar', 'vocabulary'],
    ['a mailbox that is none', 'office-mailboxes.json', [0, 'mailbox'], 'office', '[0].mailbox'],
    ['a mailbox without a reason', 'office-mailboxes.json', [0, 'reason'], '', '[0].reason'],
  ])('%s', async (_what, file, steps, value, place) => {
    expectOne(await readBroken(file, await jsonWith(file, steps, value)), file, place, 'WRONG_SHAPE');
  });

  it('is not the shape of an allowed text: other scripts, joined letters, the longest note', async () => {
    const at = path.join(folder, MALTA);
    const before = await readFile(at);
    for (const name of ['ЛінІя допомоги', 'خط کمک می‌خواهم', '緊急電話', 'Ċentru għall-vittmi', '👩‍👧']) {
      await writeFile(at, await jsonWith(MALTA, [...hotline, 'name'], name));
      expect((await readDirectoryFiles(folder)).problems).toEqual([]);
    }
    await writeFile(at, await jsonWith(MALTA, [...hotline, 'note', 'text'], 'a'.repeat(140)));
    expect((await readDirectoryFiles(folder)).problems).toEqual([]);
    await writeFile(at, before);
  });
});

describe('WRONG_STATE and MISSING_STATE', () => {
  it('a participating State has no file', () => {
    const problems = checkChanged(({ files }) => files.states.shift());
    expectOne(problems, MALTA, '', 'MISSING_STATE');
  });

  it('all States are missing', () => {
    const problems = checkChanged(({ files }) => files.states.splice(0));
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'states/MT.json MISSING_STATE',
      'states/SM.json MISSING_STATE',
    ]);
  });

  it('a file holds another State than its name says', () => {
    const problems = checkChanged(({ state }) => {
      state.state = 'SM';
    });
    expect(problems.map(({ file, path: place, code }) => `${file} ${place} ${code}`)).toEqual([
      'states/MT.json  MISSING_STATE',
      'states/MT.json state WRONG_STATE',
    ]);
    for (const { sentence } of problems) expect(sentence).toMatch(PLAIN_SENTENCE);
  });

  it.each([
    ['a State that does not participate', 'states/XX.json', 'XX'],
    ['a copy that somebody left', 'states/MT copy.json', 'MT'],
  ])('%s', (_what, file, code) => {
    const problems = checkChanged(({ files, state }) => {
      const { mechanism, sources, checkedOn } = state;
      const lists = { hotlines: [], contactPoints: [], services: [], procedures: [], promisingPractices: [] };
      const id = '00000009-0000-4000-8000-000000000000';
      files.states.push({ file, content: { state: code, id, checkedOn, mechanism, sources, ...lists } });
    });
    expectOne(problems, file, 'state', 'WRONG_STATE');
  });
});

describe('UNKNOWN_CODE', () => {
  const changes: Change[] = [
    ['mechanism status', 'mechanism.status', ({ state }) => Object.assign(state.mechanism, { status: 'x' })],
    ['operator', 'hotlines[0].operatorType', ({ hotline }) => Object.assign(hotline, { operatorType: 'x' })],
    ['scope', 'hotlines[0].scope', ({ hotline }) => Object.assign(hotline, { scope: 'x' })],
    ['target group', 'hotlines[0].targetGroups[1]', ({ hotline }) => hotline.targetGroups.push('x')],
    ['channel', 'hotlines[0].channels[0].kind', ({ channel }) => Object.assign(channel, { kind: 'pigeon' })],
    ['role', 'contactPoints[0].roles[1]', ({ point }) => point.roles.push('x')],
    ['pillar of a contact point', 'contactPoints[0].pillars[1]', ({ point }) => point.pillars.push('P5')],
    ['type of service', 'services[0].types[1]', ({ service }) => service.types.push('x')],
    ['pillar of a service', 'services[0].pillars[1]', ({ service }) => service.pillars.push('P5')],
    ['target group of a service', 'services[0].targetGroups[1]', ({ service }) => service.targetGroups.push('x')],
    ['measure', 'procedures[0].measure', ({ procedure }) => Object.assign(procedure, { measure: 'x' })],
    ['pillar of a procedure', 'procedures[0].pillar', ({ procedure }) => Object.assign(procedure, { pillar: 'P5' })],
    ['pillar of a practice', 'promisingPractices[0].pillar', ({ practice }) => Object.assign(practice, { pillar: '' })],
    ['note of the mechanism', 'mechanism.note.codes[1]', ({ state }) => state.mechanism.note?.codes.push('x')],
    ['a code in capitals', 'hotlines[0].scope', ({ hotline }) => Object.assign(hotline, { scope: 'TRAFFICKING' })],
    ['a code of another list', 'hotlines[0].scope', ({ hotline }) => Object.assign(hotline, { scope: 'P1' })],
    ['a word of the language', 'hotlines[0].scope', ({ hotline }) => Object.assign(hotline, { scope: 'constructor' })],
    ...RECORD_LISTS.map((list): Change => {
      return [`note in ${list}`, `${list}[0].note.codes[1]`, ({ state }) => state[list][0]?.note?.codes.push('x')];
    }),
  ];

  it.each(changes)('%s', (_what, place, change) => {
    expectOne(checkChanged(change), MALTA, place, 'UNKNOWN_CODE');
  });

  it('says what is allowed: the codes, or where they stand when they are many', () => {
    const said = (change: Parameters<typeof checkChanged>[0]) => checkChanged(change)[0]?.sentence;
    expect(said(({ hotline }) => Object.assign(hotline, { operatorType: 'x' }))).toMatch(
      /^The vocabulary operator_type has no code "x"\. Allowed: police, [a-z, ]+\.$/,
    );
    expect(said(({ service }) => service.types.push('x'))).toMatch(
      /^The vocabulary service_type has no code "x"\. Its \d+ codes stand in vocabularies\/service-type\.json\.$/,
    );
  });

  it('a whole vocabulary is missing', () => {
    const problems = checkChanged(({ files }) => {
      files.vocabularies = files.vocabularies.filter(({ content }) => content.vocabulary !== 'measure');
    });
    expect(problems.map((problem) => `${problem.file} ${problem.path} ${problem.sentence}`)).toEqual([
      'states/MT.json procedures[0].measure The vocabulary measure has no code "reflection_period".',
      'states/SM.json procedures[0].measure The vocabulary measure has no code "reflection_period".',
    ]);
  });
});

describe('UNKNOWN_SOURCE and NO_SOURCE', () => {
  it.each([...RECORD_LISTS])('a record of %s names a source that the file has not', (list) => {
    const problems = checkChanged(({ state }) => state[list][0]?.sources.push('s3'));
    expectOne(problems, MALTA, `${list}[0].sources[1]`, 'UNKNOWN_SOURCE');
  });

  it.each([...RECORD_LISTS])('a record of %s names no source', (list) => {
    const problems = checkChanged(({ state }) => state[list][0]?.sources.pop());
    expectOne(problems, MALTA, `${list}[0].sources`, 'NO_SOURCE');
  });

  it('the mechanism names a source that the file has not, or none', () => {
    const unknown = checkChanged(({ state }) => state.mechanism.sources.push('S1'));
    expectOne(unknown, MALTA, 'mechanism.sources[1]', 'UNKNOWN_SOURCE');
    const none = checkChanged(({ state }) => state.mechanism.sources.pop());
    expectOne(none, MALTA, 'mechanism.sources', 'NO_SOURCE');
  });

  it('a mechanism of which nothing is known needs no source; a status or one fact needs it', () => {
    const nothing = {
      status: 'unknown',
      established: null,
      legalBasis: null,
      coordinatingBody: null,
      formalIdentificationBy: null,
      reflectionPeriodDays: null,
      residencePermit: null,
      note: null,
      sources: [],
    };
    expect(checkChanged(({ state }) => Object.assign(state.mechanism, nothing))).toEqual([]);
    const fact = checkChanged(({ state }) => Object.assign(state.mechanism, nothing, { reflectionPeriodDays: 30 }));
    expectOne(fact, MALTA, 'mechanism.sources', 'NO_SOURCE');
    const status = checkChanged(({ state }) => Object.assign(state.mechanism, nothing, { status: 'none' }));
    expectOne(status, MALTA, 'mechanism.sources', 'NO_SOURCE');
  });
});

describe('IMPOSSIBLE_PHONE', () => {
  it.each(['hotlines', 'contactPoints', 'services'] as const)('a number in %s', (list) => {
    const problems = checkChanged(({ state }) =>
      Object.assign(state[list][0]?.phones[0] ?? {}, { number: '+3562122', display: '2122' }),
    );
    expectOne(problems, MALTA, `${list}[0].phones[0].number`, 'IMPOSSIBLE_PHONE');
  });

  it.each(['1', '1-800-THE-LOST', '+0356212222', '11 2'])('%s', (number) => {
    const problems = checkChanged(({ hotline }) => {
      hotline.callableFromAbroad = false;
      hotline.phones = [{ number, display: number, domesticOnly: true, tollFree: null }];
    });
    expectOne(problems, MALTA, 'hotlines[0].phones[0].number', 'IMPOSSIBLE_PHONE');
  });
});

describe('SHELTER_PLACE', () => {
  const coordinates = '35.8989, 14.5146';
  const changes: Change[] = [
    [
      'a shelter with an address',
      'contactPoints[0].address',
      ({ point }) => Object.assign(point, { name: 'Safe house' }),
    ],
    [
      'a shelter with a street in its note',
      'contactPoints[0].note.text',
      ({ point }) => {
        Object.assign(point, { name: 'Safe house', address: null });
        point.note = { codes: [], text: 'Ring at 5 Main Street.' };
      },
    ],
    [
      'a street in the name',
      'services[0].name',
      ({ service }) => Object.assign(service, { name: 'House, Via Roma 12' }),
    ],
    [
      'a street with the provider',
      'services[0].provider',
      ({ service }) => Object.assign(service, { provider: '5 Main Road' }),
    ],
    [
      'a street',
      'services[0].description',
      ({ service }) => Object.assign(service, { description: 'Triq, 5 Main Street' }),
    ],
    [
      'a street in the note',
      'services[0].note.text',
      ({ service }) => Object.assign(service.note ?? {}, { text: 'Hauptstraße 5' }),
    ],
    [
      'a street of an emergency place',
      'services[0].description',
      ({ service }) => Object.assign(service, { types: ['emergency_accommodation'], description: 'ul. Jasna 14' }),
    ],
    [
      'coordinates of a service',
      'services[0].description',
      ({ service }) => Object.assign(service, { description: coordinates }),
    ],
    ['coordinates of a hotline', 'hotlines[0].hours', ({ hotline }) => Object.assign(hotline, { hours: coordinates })],
    [
      'coordinates in a channel',
      'hotlines[0].channels[0].value',
      ({ channel }) => Object.assign(channel, { value: coordinates }),
    ],
    [
      'coordinates as a label',
      'hotlines[0].channels[0].label',
      ({ channel }) => Object.assign(channel, { label: coordinates }),
    ],
    [
      'coordinates beside a number',
      'hotlines[0].phones[0].display',
      ({ phone }) => Object.assign(phone, { display: `+356 2122 2222 (${coordinates})` }),
    ],
    [
      'coordinates as an address',
      'contactPoints[0].address',
      ({ point }) => Object.assign(point, { address: coordinates }),
    ],
    [
      'coordinates in a web address',
      'services[0].url',
      ({ service }) => Object.assign(service, { url: 'https://maps.example/?q=35.898908%2C14.514553' }),
    ],
    [
      'coordinates in the web address of a source',
      'sources[0].url',
      ({ source }) => Object.assign(source, { url: 'https://maps.example/@35.8989,14.5146,17z' }),
    ],
    [
      'coordinates in a procedure',
      'procedures[0].summary',
      ({ procedure }) => Object.assign(procedure, { summary: coordinates }),
    ],
    [
      'coordinates in a practice',
      'promisingPractices[0].note.text',
      ({ practice }) => Object.assign(practice.note ?? {}, { text: coordinates }),
    ],
    [
      'coordinates in the mechanism',
      'mechanism.residencePermit',
      ({ state }) => Object.assign(state.mechanism, { residencePermit: coordinates }),
    ],
  ];

  it.each(changes)('%s', (_what, place, change) => {
    expectOne(checkChanged(change), MALTA, place, 'SHELTER_PLACE');
  });

  it('an office has an address, a shelter without one is listed, and other services may name a street', () => {
    expect(checkChanged(({ point }) => Object.assign(point, { address: 'Via Roma 12' }))).toEqual([]);
    expect(checkChanged(({ point }) => Object.assign(point, { name: 'Safe house', address: null }))).toEqual([]);
    const change = { types: ['legal_advice_general'], description: 'Open desk at 5 Main Street' };
    expect(checkChanged(({ service }) => Object.assign(service, change))).toEqual([]);
  });
});

describe('PERSONAL_DATA', () => {
  const changes: Change[] = [
    [
      'a mailbox',
      'contactPoints[0].email',
      ({ point }) => Object.assign(point, { email: 'anna.novak@ministry.example' }),
    ],
    [
      'a mailbox in capitals',
      'contactPoints[0].email',
      ({ point }) => Object.assign(point, { email: 'A.NOVAK@ministry.example' }),
    ],
    [
      'a mailbox as a channel',
      'hotlines[0].channels[0].value',
      ({ channel }) => Object.assign(channel, { value: 'a.novak@welfare.example' }),
    ],
    [
      'a mailbox in a text',
      'services[0].description',
      ({ service }) => Object.assign(service, { description: 'Write to anna_novak@welfare.example.' }),
    ],
    [
      'a name in a name',
      'contactPoints[0].name',
      ({ point }) => Object.assign(point, { name: 'Ms Anna Novak, coordinator' }),
    ],
    [
      'a name in an organisation',
      'contactPoints[0].organisation',
      ({ point }) => Object.assign(point, { organisation: 'Dr. Novak' }),
    ],
    [
      'a name in a local name',
      'contactPoints[0].localName',
      ({ point }) => Object.assign(point, { localName: 'Herr Novak' }),
    ],
    [
      'a name in an address',
      'contactPoints[0].address',
      ({ point }) => Object.assign(point, { address: 'c/o Mr. Novak' }),
    ],
    [
      'a name of an operator',
      'hotlines[0].operator',
      ({ hotline }) => Object.assign(hotline, { operator: 'Prof. Novak' }),
    ],
    [
      'a name as a label',
      'hotlines[0].channels[0].label',
      ({ channel }) => Object.assign(channel, { label: 'Ms Novak' }),
    ],
    [
      'a name beside a number',
      'hotlines[0].phones[1].display',
      ({ hotline }) => Object.assign(hotline.phones[1] ?? {}, { display: '179 (Ms Novak)' }),
    ],
    [
      'a name in a note',
      'hotlines[0].note.text',
      ({ hotline }) => Object.assign(hotline.note ?? {}, { text: 'Ask for Ms Novak.' }),
    ],
    [
      'a name in a procedure',
      'procedures[0].responsible',
      ({ procedure }) => Object.assign(procedure, { responsible: 'Mme Dupont' }),
    ],
    [
      'a name in a practice',
      'promisingPractices[0].summary',
      ({ practice }) => Object.assign(practice, { summary: 'An idea of Mr Novak.' }),
    ],
    [
      'a name in the mechanism',
      'mechanism.coordinatingBody',
      ({ state }) => Object.assign(state.mechanism, { coordinatingBody: 'Mrs Novak' }),
    ],
    [
      'a name in the title of a source',
      'sources[0].title',
      ({ source }) => Object.assign(source, { title: 'Interview with Dr. Novak' }),
    ],
    [
      'a name as a publisher',
      'sources[0].publisher',
      ({ source }) => Object.assign(source, { publisher: 'Dott.ssa Rossi' }),
    ],
  ];

  it.each(changes)('%s', (_what, place, change) => {
    expectOne(checkChanged(change), MALTA, place, 'PERSONAL_DATA');
  });

  it('a mailbox that looks like a person is accepted when it is known as an office, in any case', () => {
    const [office] = valid.officeMailboxes;
    const email = office ?? '';
    expect(email).toMatch(/@/);
    expect(checkChanged(({ point }) => Object.assign(point, { email }))).toEqual([]);
    expect(checkChanged(({ point }) => Object.assign(point, { email: email.toUpperCase() }))).toEqual([]);
  });

  it('the sentence says what an editor can do', () => {
    const [problem] = checkChanged(({ point }) => Object.assign(point, { email: 'anna.novak@ministry.example' }));
    expect(problem?.sentence).toContain('office-mailboxes.json');
  });
});

describe('DUPLICATE_ID', () => {
  it('inside a file', () => {
    const problems = checkChanged(({ hotline, service }) => Object.assign(service, { id: hotline.id }));
    const { sentence } = expectOne(problems, MALTA, 'services[0].id', 'DUPLICATE_ID');
    expect(sentence).toContain('states/MT.json hotlines[0].id');
  });

  it('across files', () => {
    const problems = checkChanged(({ hotline, other }) => Object.assign(firstOf(other.procedures), { id: hotline.id }));
    const { sentence } = expectOne(problems, 'states/SM.json', 'procedures[0].id', 'DUPLICATE_ID');
    expect(sentence).toContain('states/MT.json hotlines[0].id');
  });

  it('between a State and a record', () => {
    const problems = checkChanged(({ state, hotline }) => Object.assign(hotline, { id: state.id }));
    expectOne(problems, MALTA, 'hotlines[0].id', 'DUPLICATE_ID');
  });

  it('in capital letters, as the database reads it', () => {
    const problems = checkChanged(({ hotline, service }) => {
      hotline.id = 'abcdefab-0000-4000-8000-000000000000';
      service.id = hotline.id.toUpperCase();
    });
    expectOne(problems, MALTA, 'services[0].id', 'DUPLICATE_ID');
  });

  it('of sources; other files may use the same', () => {
    const problems = checkChanged(({ state }) => Object.assign(state.sources[1] ?? {}, { id: 's1' }));
    expectOne(problems, MALTA, 'sources[1].id', 'DUPLICATE_ID');
  });

  it('of the codes of a vocabulary', () => {
    let last = 0;
    const problems = checkChanged(({ files }) => {
      const pillars = files.vocabularies.find(({ content }) => content.vocabulary === 'pillar')?.content.terms ?? [];
      last = pillars.push(structuredClone(firstOf(pillars))) - 1;
    });
    expectOne(problems, 'vocabularies/pillar.json', `terms[${last}].code`, 'DUPLICATE_ID');
  });

  it('of States', () => {
    const problems = checkChanged(({ files }) => files.stateNames.terms.push(firstOf(files.stateNames.terms)));
    expectOne(problems, 'vocabularies/states.json', 'terms[2].code', 'DUPLICATE_ID');
  });

  it('of whole vocabularies', () => {
    const problems = checkChanged(({ files }) => {
      const pillars = files.vocabularies.find(({ content }) => content.vocabulary === 'pillar');
      if (pillars !== undefined) files.vocabularies.push({ ...pillars, file: 'vocabularies/pillar copy.json' });
    });
    expectOne(problems, 'vocabularies/pillar copy.json', 'vocabulary', 'DUPLICATE_ID');
  });
});

describe('FUTURE_DATE', () => {
  const changes: Change[] = [
    ['day of the file', 'checkedOn', ({ state }) => Object.assign(state, { checkedOn: TOMORROW })],
    ...RECORD_LISTS.map((list): Change => {
      return [
        `day of ${list}`,
        `${list}[0].checkedOn`,
        ({ state }) => Object.assign(state[list][0] ?? {}, { checkedOn: TOMORROW }),
      ];
    }),
    ...[TOMORROW, '2026-06', '2027', '9999-12-31'].map((date): Change => {
      return [`source of ${date}`, 'sources[0].date', ({ source }) => Object.assign(source, { date })];
    }),
  ];

  it.each(changes)('%s', (_what, place, change) => {
    expectOne(checkChanged(change), MALTA, place, 'FUTURE_DATE');
  });

  it.each([TODAY, YESTERDAY])('%s is no future for a file or a record', (checkedOn) => {
    expect(checkChanged(({ state }) => Object.assign(state, { checkedOn }))).toEqual([]);
    expect(checkChanged(({ hotline }) => Object.assign(hotline, { checkedOn }))).toEqual([]);
  });

  it.each([TODAY, '2026-05', '2026', '1999', null])('%s is no future for a source', (date) => {
    expect(checkChanged(({ source }) => Object.assign(source, { date }))).toEqual([]);
  });
});

describe('CONTRADICTION', () => {
  const changes: Change[] = [
    [
      'another number is shown',
      'hotlines[0].phones[0].display',
      ({ phone }) => Object.assign(phone, { display: '+356 2122 2223' }),
    ],
    [
      'no number is shown',
      'hotlines[0].phones[1].display',
      ({ hotline }) => Object.assign(hotline.phones[1] ?? {}, { display: 'helpline' }),
    ],
    [
      'a number without country code from abroad',
      'hotlines[0].phones[1].domesticOnly',
      ({ hotline }) => Object.assign(hotline.phones[1] ?? {}, { domesticOnly: false }),
    ],
    ['a line without international number', 'hotlines[0].callableFromAbroad', ({ hotline }) => hotline.phones.shift()],
    ['a line without any number', 'hotlines[0].callableFromAbroad', ({ hotline }) => hotline.phones.splice(0)],
    [
      'a line whose international number works at home only',
      'hotlines[0].callableFromAbroad',
      ({ phone }) => Object.assign(phone, { domesticOnly: true }),
    ],
  ];

  it.each(changes)('%s', (_what, place, change) => {
    expectOne(checkChanged(change), MALTA, place, 'CONTRADICTION');
  });

  it('a line that is not for callers from abroad may have an international number', () => {
    expect(checkChanged(({ hotline }) => Object.assign(hotline, { callableFromAbroad: false }))).toEqual([]);
  });
});
