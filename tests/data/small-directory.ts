import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { GuidanceFile } from '#domain/directory/files/guidance-file.ts';
import type { StandardsFile } from '#domain/directory/files/standards-file.ts';
import type { StateFile } from '#domain/directory/files/state-file.ts';
import type { StateNamesFile } from '#domain/directory/files/vocabulary-file.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

/** The day on which the small directory is looked at. */
export const TODAY = '2026-05-20';
export const YESTERDAY = '2026-05-19';
export const TOMORROW = '2026-05-21';

const STATES = ['MT', 'SM'];

/** Writes a valid directory of two States with one record of each kind; the vocabularies are the published ones. */
export async function writeSmallDirectory(folder: string): Promise<void> {
  const published = path.join(PROJECT_ROOT, 'directory-data');
  await cp(path.join(published, 'vocabularies'), path.join(folder, 'vocabularies'), { recursive: true });
  for (const file of ['office-mailboxes.json', 'search-words.json']) {
    await cp(path.join(published, file), path.join(folder, file));
  }
  const names: StateNamesFile = JSON.parse(await readFile(path.join(folder, 'vocabularies/states.json'), 'utf8'));
  names.terms = names.terms.filter((term) => STATES.includes(term.code));
  await writeFile(path.join(folder, 'vocabularies/states.json'), JSON.stringify(names));
  await mkdir(path.join(folder, 'states'));
  for (const [index, code] of STATES.entries()) {
    await writeFile(path.join(folder, `states/${code}.json`), JSON.stringify(smallState(code, index + 1)));
  }
  await writeFile(path.join(folder, 'guidance.json'), JSON.stringify(smallGuidance()));
  await writeFile(path.join(folder, 'standards.json'), JSON.stringify(smallStandards()));
}

function smallGuidance(): GuidanceFile {
  const url = 'https://council.example/handbook';
  return {
    checkedOn: TODAY,
    sources: [{ id: 's1', title: 'Handbook', publisher: 'Council', url, date: '2024' }],
    items: [
      {
        id: '00000009-0000-4000-8000-000000000001',
        name: 'Handbook for a safe return',
        note: null,
        sources: ['s1'],
        kind: 'guidance',
        publisher: 'Council',
        year: 2024,
        url,
        themes: ['reintegration', 'prosecution'],
        audiences: ['national_authorities'],
        geography: ['eu', 'MT'],
        languages: ['en'],
        summary: 'How a return is prepared.',
      },
    ],
  };
}

/** Invented: the official text has not been entered, and these numbers and words are not those of the Handbook. */
function smallStandards(): StandardsFile {
  const standard = { title: 'Invented', page: 12, languages: ['en'] };
  return {
    standards: [
      { ...standard, id: 2, pillar: 'P3', gist: 'An invented gist on inclusion.', appliesTo: 'child' },
      { ...standard, id: 1, pillar: 'P0', gist: 'An invented gist on governance.', appliesTo: 'both' },
    ],
  };
}

/** Every field of every kind of record is filled, so that each can be broken. */
function smallState(state: string, salt: number): StateFile {
  const id = (n: number) => `${String(salt).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const note = () => ({ codes: ['PARTIAL'], text: 'Ask for the duty officer.' });
  const record = (n: number, name: string) => ({ id: id(n), name, note: note(), sources: ['s1'] });
  const phones = () => [
    { number: '+35621222222', display: '+356 2122 2222', domesticOnly: false, tollFree: null },
    { number: '179', display: '179', domesticOnly: true, tollFree: true },
  ];
  return {
    state,
    id: id(0),
    checkedOn: TODAY,
    sources: [
      {
        id: 's1',
        title: 'Help for victims',
        publisher: 'Ministry',
        url: 'https://ministry.example/help',
        date: '2026',
      },
      { id: 's2', title: 'Report', publisher: null, url: null, date: null },
    ],
    mechanism: {
      status: 'formal_in_law',
      established: '2014',
      legalBasis: 'Law 678/2001, article 39^1',
      coordinatingBody: 'Ministry',
      formalIdentificationBy: 'Police',
      reflectionPeriodDays: 60,
      residencePermit: 'Six months',
      note: note(),
      sources: ['s1'],
    },
    hotlines: [
      {
        ...record(1, 'National helpline'),
        operator: 'Welfare services',
        operatorType: 'government',
        phones: phones(),
        channels: [{ kind: 'email', value: 'help@welfare.example', label: 'Office' }],
        hours: '24 hours',
        languages: ['en', 'sr-Latn'],
        targetGroups: ['women'],
        scope: 'trafficking',
        callableFromAbroad: true,
        url: 'https://welfare.example/',
      },
    ],
    contactPoints: [
      {
        ...record(2, 'National coordinator'),
        localName: 'Koordinatur nazzjonali',
        organisation: 'Ministry',
        roles: ['national_coordinator'],
        pillars: ['P1'],
        phones: phones(),
        email: 'thb@ministry.example',
        url: 'https://ministry.example/',
        address: '5 Main Street',
      },
    ],
    services: [
      {
        ...record(3, 'Shelter for women'),
        provider: 'Welfare services',
        types: ['shelter_women'],
        pillars: ['P2'],
        targetGroups: ['women'],
        languages: ['en'],
        phones: phones(),
        url: 'https://welfare.example/shelter',
        description: 'A place to stay for 12 women.',
      },
    ],
    procedures: [
      {
        ...record(4, 'Recovery and reflection'),
        measure: 'reflection_period',
        pillar: 'P2',
        summary: 'Two months to recover.',
        responsible: 'Police',
        timeLimit: '60 days',
        legalReference: 'Law 678/2001',
      },
    ],
    promisingPractices: [
      { ...record(5, 'Joint training'), pillar: 'P4', summary: 'Police and doctors learn together.' },
    ],
  };
}
