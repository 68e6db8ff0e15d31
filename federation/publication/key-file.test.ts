import { describe, expect, it } from 'vitest';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { KeyFileError, openKeyFile, readNodeKey, sealKeyFile, writeNodeKey } from './key-file.ts';

const PASSPHRASE = 'wolf amber canoe tidy lens orbit';
const pair = await newSigningKeyPair();
const file = await sealKeyFile({ state: 'XX', role: 'targets', pair }, PASSPHRASE);

describe('a key file', { timeout: 60_000 }, () => {
  it('is an age file that opens with its passphrase, however that was typed', async () => {
    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(await openKeyFile(file, '  Wolf-amber canoe\ttidy LENS orbit ')).toEqual({
      state: 'XX',
      role: 'targets',
      pair,
    });
  });

  it('opens with nothing else', async () => {
    const damaged = file.replace(/.{5}(?=\n-----END)/, 'AAAAA');
    for (const [text, passphrase] of [
      [file, `${PASSPHRASE} x`],
      [damaged, PASSPHRASE],
      ['', PASSPHRASE],
    ] as const) {
      await expect(openKeyFile(text, passphrase)).rejects.toThrow(KeyFileError);
    }
  });

  it('is not made under a short passphrase', async () => {
    await expect(sealKeyFile({ state: 'XX', role: 'duty', pair }, 'short          ')).rejects.toThrow(KeyFileError);
  });
});

it("keeps a node's key as text", async () => {
  expect(await readNodeKey(writeNodeKey(pair))).toEqual(pair);
  await expect(readNodeKey('no key')).rejects.toThrow(KeyFileError);
});
