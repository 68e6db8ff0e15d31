import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { type ProofTexts, proveOrganisation } from '#crypto/verify/prove-organisation.ts';
import { refusalOf } from '#crypto/verify/test-support/refusal.ts';
import { keys, NODE, proofTexts, trust } from '#crypto/verify/test-support/world.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { browserOfThisFile } from './visit.ts';

const { visit } = browserOfThisFile();

let verifier = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(PROJECT_ROOT, 'crypto/verify/prove-organisation.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'verifier',
    platform: 'browser',
    write: false,
  });
  verifier = outputFiles[0]?.text ?? '';
});

/** What the browser makes of the texts: the proof as JSON, or the code of its refusal. */
async function inBrowser(texts: readonly ProofTexts[]): Promise<string[]> {
  const { page, close } = await visit('/health');
  const known = { ...trust(), registry: { keys: keys.registry.map(({ publicKey }) => [...publicKey]), threshold: 2 } };
  const found: string[] = await page.evaluate(
    `(async () => {
      ${verifier}
      const trust = ${JSON.stringify(known)};
      trust.now = new Date(trust.now);
      trust.registry.keys = trust.registry.keys.map((key) => Uint8Array.from(key));
      return Promise.all(${JSON.stringify(texts)}.map((texts) => verifier.proveOrganisation(texts, trust).then(
        (proof) => JSON.stringify(proof),
        (error) => error.code + ' ' + error.file,
      )));
    })()`,
  );
  await close();
  return found;
}

async function inNode(texts: ProofTexts): Promise<string> {
  let proof = '';
  const refused = await refusalOf(async () => {
    proof = JSON.stringify(await proveOrganisation(texts, trust()));
  });
  return refused ?? proof;
}

it('proves and refuses in a browser what it proves and refuses on a node', async () => {
  const sound = await proofTexts();
  const digit = (text: string) => text.replace(/[0-9](?=[^0-9]*$)/, (last) => (last === '1' ? '2' : '1'));
  const texts = [
    sound,
    await proofTexts({ revocations: { nodes: [{ id: NODE, since: '2026-11-01T00:00:00Z' }] } }),
    { ...sound, timestamp: digit(sound.timestamp) },
    { ...sound, organisations: digit(sound.organisations) },
    { ...sound, statement: sound.revocations },
    await proofTexts({ signers: { targets: [keys.stranger] } }),
  ];
  const found = await inBrowser(texts);
  expect(found).toEqual(await Promise.all(texts.map(inNode)));
  expect(found[0]).toContain('"stops":[]');
  expect(found.slice(2)).toEqual([
    expect.stringMatching(/timestamp$/),
    'WRONG_CONTENT organisations',
    'BAD_STATEMENT statement',
    'TOO_FEW_SIGNATURES targets',
  ]);
});
