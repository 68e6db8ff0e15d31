import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url } from '#crypto/bytes.ts';
import { fingerprint } from '#crypto/words.ts';
import type { Wish } from '#federation/publication/organisations-changes.ts';
import { newWish } from '#federation/publication/test-support/state.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

const PASSPHRASE = 'wolf amber canoe tidy lens orbit';
/** Each opening of a key file takes seconds, as it should. */
const PATIENCE = 240_000;

let base = '';
beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-signers-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

interface Ran {
  code: number;
  said: string;
  complained: string;
}

/** `npm run directory -- …` in a process of its own. */
async function run(
  args: readonly string[],
  { answers = '', passphrase = PASSPHRASE }: { answers?: string; passphrase?: string } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', ...args], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH ?? '', NRM_PASSPHRASE: passphrase } as unknown as NodeJS.ProcessEnv,
  });
  const ran = { said: '', complained: '' };
  child.stdout.on('data', (data) => {
    ran.said += data;
  });
  child.stderr.on('data', (data) => {
    ran.complained += data;
  });
  child.stdin.end(answers);
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...ran };
}

const write = (folder: string, organisations: readonly Wish[]) =>
  writeFile(path.join(folder, 'organisations.json'), JSON.stringify({ organisations }));
const publications = (folder: string) => readdir(path.join(folder, 'publications')).catch(() => []);
const wordsOf = ({ enrolmentKey }: Wish) => fingerprint(fromBase64url(enrolmentKey));

/** A refusal in one plain sentence, after which everything is as it was. */
async function refused(
  folder: string,
  args: readonly string[],
  given: Parameters<typeof run>[1] = {},
): Promise<string> {
  const before = await publications(folder);
  const { code, complained } = await run(args, given);
  expect(code).toBe(1);
  expect(await publications(folder)).toEqual(before);
  const sentence = complained.trim().split('\n').at(-1) ?? '';
  expect(sentence).toMatch(/[.]$/);
  expect(complained).not.toMatch(/^\s+at |file:|node_modules/m);
  return sentence;
}

describe('a State', () => {
  let folder = '';
  let shelter: Wish;
  let police: Wish;
  let made: Ran;
  beforeAll(async () => {
    folder = path.join(base, 'xx');
    [shelter, police] = await Promise.all([newWish('Shelter'), newWish('Police')]);
    made = await run(['keys', 'XX', folder, '1/1', '1/2']);
  }, PATIENCE);

  it('has its keys made once, each file readable by its owner only', { timeout: PATIENCE }, async () => {
    expect(made).toMatchObject({ code: 0, complained: '' });
    const words = /^ {2}((?:[a-z]+ ){11}[a-z]+)$/m.exec(made.said)?.[1];
    expect((await readdir(path.join(folder, 'keys'))).sort()).toEqual([
      '1.root.json',
      'duty.age',
      'node',
      'root-1.age',
      'state.json',
      'targets-1.age',
      'targets-2.age',
    ]);
    for (const name of ['root-1.age', 'duty.age', 'node/timestamp.key']) {
      expect((await stat(path.join(folder, 'keys', name))).mode & 0o777).toBe(0o600);
    }
    const again = await run(['keys', 'XX', folder]);
    expect(again.code).toBe(0);
    expect(again.said).toContain('holds the keys of XX already');
    expect(again.said).toContain(words);
    expect(await refused(folder, ['keys', 'YY', folder])).toMatch(/holds the keys of XX\.$/);
  });

  it('has no keys made under a short passphrase, or in impossible numbers', async () => {
    const other = path.join(base, 'other');
    expect(await refused(other, ['keys', 'XX', other], { passphrase: 'too short' })).toContain('20 characters');
    expect(await refused(other, ['keys', 'XX', other], { passphrase: '' })).toContain('nobody gave a passphrase');
    expect(await refused(other, ['keys', 'XX', other, '3/2'])).toContain('"3/2" is no number of keys');
    expect(await readdir(other).catch(() => [])).toEqual([]);
  });

  it('signs nothing without a list, without a confirmation, or under other words', { timeout: PATIENCE }, async () => {
    expect(await refused(folder, ['sign', 'XX', folder])).toContain('organisations.json is not there');
    await writeFile(path.join(folder, 'organisations.json'), '{');
    expect(await refused(folder, ['sign', 'XX', folder])).toBe('organisations.json is not valid JSON.');
    await write(folder, [{ ...shelter, enrolmentKey: 'A'.repeat(43) }]);
    expect(await refused(folder, ['sign', 'XX', folder])).toContain('not a sound Ed25519 key');
    await write(folder, [shelter]);
    expect(await refused(folder, ['sign', 'XX', folder])).toMatch(
      /Nothing was signed: nobody confirmed the key of Shelter\.$/,
    );
    const confirmed = { words: await wordsOf(police), by: 'A. Person', channel: 'telephone' };
    await write(folder, [{ ...shelter, confirmed }]);
    expect(await refused(folder, ['sign', 'XX', folder])).toContain('are not those of its key');
    expect(await refused(folder, ['sign', 'YY', folder])).toMatch(/holds the keys of XX\.$/);
  });

  it('signs what it was told, says so in words, and a second time nothing', { timeout: PATIENCE }, async () => {
    await write(folder, [shelter]);
    const signed = await run(['sign', 'XX', folder], { answers: 'A. Person\ntelephone\n' });
    expect(signed.code).toBe(0);
    expect(signed.said).toContain(`New: Shelter (ngo), ${shelter.address}, active`);
    expect(signed.said).toContain(`Enrolment key of Shelter:\n  ${await wordsOf(shelter)}\n`);
    expect(signed.said).toContain('Confirmed by A. Person, by this channel: telephone.');
    expect(signed.complained).toContain('Who compared these words');
    expect(await publications(folder)).toEqual(['1']);

    const verified = await run(['verify', folder]);
    expect(verified).toMatchObject({ code: 0, complained: '' });
    expect(verified.said).toContain(await wordsOf(shelter));
    expect(verified.said).toMatch(/In order\.\n$/);

    const again = await run(['sign', 'XX', folder]);
    expect(again).toMatchObject({ code: 0, said: 'Nothing is due: publication 1 of XX says the same and is fresh.\n' });
    expect(await publications(folder)).toEqual(['1']);
  });

  it('signs a change as the next publication, and loses nobody', { timeout: PATIENCE }, async () => {
    const confirmed = { words: await wordsOf(police), by: 'B. Person', channel: 'a visit' };
    await write(folder, [{ ...police, confirmed }]);
    expect(await refused(folder, ['sign', 'XX', folder])).toMatch(/^Shelter is missing: who is gone stays in the list/);

    await write(folder, [
      { ...shelter, standing: 'suspended' },
      { ...police, confirmed },
    ]);
    const wrong = await refused(folder, ['sign', 'XX', folder], { passphrase: 'another passphrase altogether' });
    expect(wrong).toBe('The passphrase does not open this key file, or the file is damaged.');
    expect(await refused(folder, ['sign', 'XX', folder], { passphrase: '' })).toContain(
      '1 targets keys are needed, and 0 were opened',
    );

    const since = '2026-01-01T00:00:00Z';
    const shutOut = { organisations: [], nodes: [{ id: shelter.node, since }] };
    await writeFile(path.join(folder, 'revocations.json'), JSON.stringify(shutOut));
    // The first targets key is left out, the second opened; then the duty key.
    const signed = await run(['sign', 'XX', folder], { passphrase: '', answers: `\n${PASSPHRASE}\n${PASSPHRASE}\n` });
    expect(signed.code).toBe(0);
    expect(signed.said + signed.complained).not.toContain(PASSPHRASE);
    expect(signed.said).toContain('New: Police');
    expect(signed.said).toContain('Changed: Shelter: standing: active becomes suspended');
    expect(signed.said).toContain(`Shut out: the node ${shelter.node} since ${since}`);
    expect(signed.said).toContain('Confirmed by B. Person, by this channel: a visit.');
    expect((await publications(folder)).sort()).toEqual(['1', '2']);
    const published = await publishedTexts(path.join(folder, 'publications', '2'));
    expect(published.join('')).not.toMatch(/B\. Person|a visit/);
  });

  it('signs nothing when a key of the node is not at hand', { timeout: PATIENCE }, async () => {
    const copy = path.join(base, 'without-node');
    await cp(folder, copy, { recursive: true });
    await rm(path.join(copy, 'keys', 'node', 'timestamp.key'));
    await write(copy, [{ ...shelter, standing: 'left' }, police]);
    expect(await refused(copy, ['sign', 'XX', copy])).toContain('timestamp.key is not there');
  });

  it('has no next root that nobody agreed to, or that is not understood', { timeout: PATIENCE }, async () => {
    const rotate = ['rotate-root', 'XX', folder];
    const before = await readdir(path.join(folder, 'keys'));
    expect(await refused(folder, rotate)).toMatch(/Nothing was signed: nobody said yes to the next root\.$/);
    expect(await refused(folder, [...rotate, 'root=1/1'], { answers: 'perhaps\n' })).toContain('nobody said yes');
    expect(await refused(folder, [...rotate, 'duty'])).toContain('"duty" is nothing that changes');
    expect(await refused(folder, [...rotate, 'root=2/1'])).toContain('"2/1" is no number of keys');
    const wrong = { answers: 'yes\n', passphrase: 'another passphrase altogether' };
    expect(await refused(folder, rotate, wrong)).toContain('does not open this key file');
    expect(await refused(folder, rotate, { answers: 'yes\n', passphrase: '' })).toContain(
      '1 root keys are needed, and 0 were opened',
    );
    expect(await refused(folder, ['rotate-root', 'YY', folder])).toMatch(/holds the keys of XX\.$/);
    expect(await readdir(path.join(folder, 'keys'))).toEqual(before);
  });

  it('rotates its root: says the words of both, and publishes under the new keys', { timeout: PATIENCE }, async () => {
    const wanted = ['root=1/1', 'targets=1/1', 'node'];
    const rotated = await run(['rotate-root', 'XX', folder, ...wanted], { answers: 'yes\n' });
    expect(rotated.code).toBe(0);
    expect(rotated.said).toContain('root 2 follows root 1');
    const words = [...rotated.said.matchAll(/^ {2}((?:[a-z]+ ){11}[a-z]+)$/gm)].map(([, each]) => each);
    expect(made.said).toContain(words[0]);
    expect(new Set(words).size).toBe(2);
    expect(rotated.said).toContain(
      'Targets keys: new ones, 1 of 1 instead of 1 of 2; the old ones sign nothing any more',
    );
    expect((await stat(path.join(folder, 'keys', '2.root-1.age'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(folder, 'keys', '2.node', 'timestamp.key'))).mode & 0o777).toBe(0o600);

    // The keys before are not needed any more.
    for (const name of ['root-1.age', 'targets-1.age', 'targets-2.age', 'node']) {
      await rm(path.join(folder, 'keys', name), { recursive: true });
    }
    const signed = await run(['sign', 'XX', folder]);
    expect(signed).toMatchObject({ code: 0, complained: '' });
    expect(signed.said).toContain('Keys that are needed: targets, node.');
    const published = path.join(folder, 'publications', '3');
    expect(await readdir(path.join(published, 'metadata'))).toEqual(
      expect.arrayContaining(['1.root.json', '2.root.json']),
    );
    expect((await run(['verify', published])).said).toMatch(/In order\.\n$/);

    const goesOn = await run(['rotate-root', 'XX', folder], { answers: 'yes\n' });
    expect(goesOn.said).toContain('Root keys: the same, 1 of 1.');
    expect((await run(['sign', 'XX', folder])).code).toBe(0);
    expect((await run(['verify', path.join(folder, 'publications', '4')])).said).toMatch(/In order\.\n$/);
    await rm(path.join(folder, 'publications', '4', 'metadata', '2.root.json'));
    expect(await refused(folder, ['verify', path.join(folder, 'publications', '4')])).toContain(
      'missing from the chain',
    );
  });

  it('is refused in words when somebody changed its publication', { timeout: PATIENCE }, async () => {
    const copy = path.join(base, 'copy');
    await cp(path.join(folder, 'publications', '2'), copy, { recursive: true });
    expect((await run(['verify', copy])).code).toBe(0);
    const [list = ''] = await readdir(path.join(copy, 'targets'));
    const file = path.join(copy, 'targets', list);
    await writeFile(file, (await readFile(file, 'utf8')).replace('suspended', 'active'));
    expect(await refused(copy, ['verify', copy])).toBe(
      'The organisations file is not the one that the publication names.',
    );
    expect(await refused(copy, ['verify', path.join(base, 'nowhere')])).toContain('needs exactly one file');
  });
});

it('explains itself', async () => {
  for (const args of [['sign', 'Romania', base], ['verify', base, base], ['enrol']]) {
    const { code, complained } = await run(args);
    expect(code).toBe(2);
    expect(complained).toContain('npm run directory -- sign   STATE FOLDER');
  }
});

async function publishedTexts(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')));
}
