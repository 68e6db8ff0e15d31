import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fromBase64url } from '../bytes.ts';
import { publicKeyOf, signingKeyFromSeed } from '../ed25519.ts';
import { signStatement } from '../statement.ts';
import { statement, uuidAt } from '../test-support/statements.ts';
import { fingerprint } from '../words.ts';
import { proveOrganisation } from './prove-organisation.ts';
import { rootWords } from './root-words.ts';
import { NOTHING_SEEN } from './seen.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/trust-files.md'), 'utf8');
const texts = new Map(
  Array.from(page.matchAll(/^```\w+ (\w+)\n(.*)\n```$/gm), ([, name = '', text = '']) => [name, text]),
);
const text = (name: string) => texts.get(name) ?? '';
const keyOfSeed = (byte: number) => signingKeyFromSeed(new Uint8Array(32).fill(byte));

it('the example in docs/trust-files.md is proved', async () => {
  const proof = await proveOrganisation(
    {
      registry: text('registry'),
      roots: [text('root')],
      timestamp: text('timestamp'),
      snapshot: text('snapshot'),
      targets: text('targets'),
      organisations: text('organisations'),
      revocations: text('revocations'),
      // Too long for the page.
      statement: await signStatement(statement({ organisation: uuidAt(1) }), keyOfSeed(7)),
    },
    {
      state: 'XX',
      organisation: uuidAt(1),
      registry: { keys: [await publicKeyOf(keyOfSeed(1))], threshold: 1 },
      pinnedRoot: text('root'),
      setAside: null,
      now: new Date('2026-11-23T00:00:00Z'),
      seen: NOTHING_SEEN,
    },
  );
  expect(proof).toMatchObject({ stops: [], vouchedBy: { state: 'XX', name: 'Xland', by: 'both' } });
  const said = page.replace(/\s+/g, ' ');
  expect(said).toContain(`*${await rootWords(text('root'))}*`);
  expect(said).toContain(`*${await fingerprint(fromBase64url(proof.organisation.enrolmentKey))}*`);
});
