import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { fingerprint } from '#crypto/words.ts';
import type { Wish } from '#federation/publication/organisations-changes.ts';
import { newWish } from '#federation/publication/test-support/state.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { removeDataFolder } from '#tests/support/data-folder.ts';

const PASSPHRASE = 'wolf amber canoe tidy lens orbit';
/** Each opening of a key file takes seconds, as it should. */
const PATIENCE = 300_000;

let base = '';
let folder = '';
let dataDir = '';
let rootWords = '';
let shelter: Wish;

/** `npm run directory -- …` in a process of its own. */
async function run(args: readonly string[], given: { answers?: string; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', ...args], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      NRM_PASSPHRASE: PASSPHRASE,
      DATA_DIR: dataDir,
      TRUST_DATA: path.join(base, 'no-trust'),
      ...given.env,
    } as unknown as NodeJS.ProcessEnv,
  });
  const ran = { said: '', complained: '' };
  child.stdout.on('data', (data) => {
    ran.said += data;
  });
  child.stderr.on('data', (data) => {
    ran.complained += data;
  });
  child.stdin.end(given.answers ?? '');
  const [code] = (await once(child, 'close')) as [number];
  expect(ran.complained).not.toMatch(/^\s+at |file:|node_modules/m);
  return { code, ...ran, last: ran.complained.trim().split('\n').at(-1) ?? '' };
}

const publications = async () => (await readdir(path.join(folder, 'publications'))).sort();
const signed = (number: number, file: string) =>
  readFile(path.join(folder, 'publications', String(number), file), 'utf8');
const wishes = async () => JSON.parse(await readFile(path.join(folder, 'revocations.json'), 'utf8'));

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-publishing-'));
  [folder, dataDir] = [path.join(base, 'xx'), path.join(base, 'data')];
  const made = await run(['keys', 'XX', folder]);
  rootWords = /^ {2}((?:[a-z]+ ){11}[a-z]+)$/m.exec(made.said)?.[1] ?? '';
  shelter = await newWish('Shelter');
  const words = await fingerprint(fromBase64url(shelter.enrolmentKey));
  const confirmed = { words, by: 'A. Person', channel: 'telephone' };
  await writeFile(
    path.join(folder, 'organisations.json'),
    JSON.stringify({ organisations: [{ ...shelter, confirmed }] }),
  );
}, PATIENCE);
afterAll(async () => {
  await removeDataFolder(dataDir);
  await rm(base, { recursive: true, force: true });
});

describe('a contact point', { timeout: PATIENCE }, () => {
  it('shuts nobody out before anything is signed', async () => {
    expect(await run(['revoke', 'XX', folder, shelter.id, 'suspended'])).toMatchObject({
      code: 1,
      last: 'XX has published nothing yet: sign a first publication.',
    });
    expect((await run(['sign', 'XX', folder])).code).toBe(0);
  });

  it('is refused in words for an unknown organisation, an unknown reason and a wrong passphrase', async () => {
    for (const [args, sentence] of [
      [
        ['revoke', 'XX', folder, 'nobody@node.example', 'suspended'],
        'XX lists no organisation "nobody@node.example": give its UUID or its address.',
      ],
      [['revoke', 'XX', folder, shelter.id, 'dislike'], '"dislike" is no reason: write suspended, compromised, left.'],
      [['revoke', 'YY', folder, shelter.id, 'left'], `${path.join(folder, 'keys')} holds the keys of XX.`],
    ] as const) {
      expect(await run(args)).toMatchObject({ code: 1, last: sentence });
    }
    const wrong = { env: { NRM_PASSPHRASE: 'another passphrase altogether' } };
    expect((await run(['revoke', 'XX', folder, shelter.id, 'left'], wrong)).last).toContain('does not open this key');
    expect(await publications()).toEqual(['1']);
    expect(await wishes().catch(() => null)).toBeNull();
  });

  it('shuts an organisation out with the duty key alone, and everything else stays', async () => {
    // The other keys are elsewhere.
    for (const name of ['targets-1.age', 'root-1.age', 'node']) {
      await rm(path.join(folder, 'keys', name), { recursive: true });
    }
    const revoked = await run(['revoke', 'XX', folder, shelter.address.toUpperCase(), 'compromised']);
    expect(revoked.code).toBe(0);
    expect(revoked.said).toMatch(/Signed: .*2\. Shelter is shut out since \S+Z \(compromised\)\./);
    expect(revoked.said).toContain(`npm run directory -- publish XX ${folder}`);
    for (const file of ['metadata/timestamp.json', 'metadata/1.targets.json', 'metadata/1.root.json']) {
      expect(await signed(2, file)).toBe(await signed(1, file));
    }
    expect((await run(['verify', folder])).said).toContain('Shut out: 1 organisations, 0 nodes.');
    // What the signers keep says the same, so that their next signature does not undo it.
    expect((await wishes()).organisations).toMatchObject([{ id: shelter.id, reason: 'compromised' }]);
    expect((await run(['sign', 'XX', folder])).said).toMatch(/^Nothing is due/);
    expect((await run(['revoke', 'XX', folder, shelter.id, 'compromised'])).said).toMatch(/^Nothing is due/);
    expect(await publications()).toEqual(['1', '2']);
  });

  it('lets it in again', async () => {
    const restored = await run(['restore', 'XX', folder, shelter.id]);
    expect(restored.said).toMatch(/Signed: .*3\. Shelter is no longer shut out\./);
    expect(await wishes()).toEqual({ organisations: [], nodes: [] });
    expect((await run(['restore', 'XX', folder, shelter.id])).said).toMatch(/^Nothing is due/);
    expect((await run(['verify', folder])).said).toContain('Shut out: 0 organisations, 0 nodes.');
  });
});

describe('an operator', { timeout: PATIENCE }, () => {
  it('takes a first publication in only after the words of its root were compared', async () => {
    const unasked = await run(['publish', 'XX', folder]);
    expect(unasked.said).toContain(rootWords);
    expect(unasked).toMatchObject({ code: 1, last: expect.stringMatching(/nobody confirmed the root of XX\.$/) });
    expect((await run(['publish', 'XX', folder], { answers: 'no\n' })).code).toBe(1);
    const other = await run(['publish', 'XX', folder, '--root-words', 'wolf amber']);
    expect(other).toMatchObject({ code: 1, last: 'These are not the words of a root of this publication.' });
    expect((await run(['publish', 'YY', folder, '--root-words', rootWords])).last).toBe(
      'The list of organisations is of another State.',
    );
    const confirmed = await run(['publish', 'XX', folder], { answers: 'yes\n' });
    expect(confirmed.code).toBe(0);
    expect(confirmed.said).toContain(
      `The publication of XX with 1 organisations is in the embedded database in ${dataDir} (DATA_DIR).\n`,
    );
    const again = await run(['publish', 'XX', folder]);
    expect(again.said).toBe(`This publication of XX is already in the embedded database in ${dataDir} (DATA_DIR).\n`);
  });

  it('is refused an older one, a damaged one, and damaged files of trust, in words', async () => {
    const older = await run(['publish', 'XX', path.join(folder, 'publications', '2')]);
    expect(older).toMatchObject({ code: 1, last: 'The revocations file is older than one that was seen before.' });
    expect((await run(['publish', 'XX', path.join(base, 'nowhere')])).last).toContain('needs exactly one file');
    const trust = path.join(base, 'trust');
    await mkdir(trust);
    await writeFile(path.join(trust, 'registry-keys.json'), '{"threshold":1,"keys":[]}');
    expect((await run(['publish', 'XX', folder], { env: { TRUST_DATA: trust } })).last).toContain(
      'registry-keys.json holds no keys of a registry',
    );
    const { publicKey } = await newSigningKeyPair();
    const keys = { threshold: 1, keys: [toBase64url(publicKey)] };
    await writeFile(path.join(trust, 'registry-keys.json'), JSON.stringify(keys));
    await writeFile(path.join(trust, 'registry.json'), '{"signed":{}}');
    const dark = await run(['publish', 'XX', folder], { env: { TRUST_DATA: trust } });
    expect(dark).toMatchObject({ code: 0, said: expect.stringContaining('is already in the embedded database') });
    expect(dark.complained).toMatch(/^The registry is refused, and the one that was there stays: /);
    await mkdir(path.join(dataDir, 'state-keys', 'XX'), { recursive: true });
    expect((await run(['publish', 'XX', folder])).last).toMatch(/snapshot\.key is missing or damaged/);
  });

  it('is told what the commands want', async () => {
    for (const args of [
      ['publish', 'XX'],
      ['publish', 'Romania', folder],
      ['publish', 'XX', folder, '--words', 'x'],
      ['revoke', 'XX', folder, shelter.id],
      ['restore', 'XX', folder],
    ]) {
      const { code, complained } = await run(args);
      expect(code).toBe(2);
      expect(complained).toContain('npm run directory -- publish STATE FOLDER [--root-words "TWELVE WORDS"]');
    }
  });
});
