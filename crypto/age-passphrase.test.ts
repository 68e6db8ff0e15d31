import { Decrypter } from 'age-encryption';
import { expect, it } from 'vitest';
import { sealWithPassphrase } from './age-passphrase.ts';
import { fromUtf8, toUtf8 } from './bytes.ts';
import { passphrase } from './words.ts';

/** With the library alone, as any other age tool would. */
async function openedWith(sealed: Uint8Array, words: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return fromUtf8(Uint8Array.from(await decrypter.decrypt(sealed)));
}

it('seals to a passphrase, and to nothing else', async () => {
  const words = passphrase();
  const sealed = await sealWithPassphrase(toUtf8('a whole case'), words);
  const [version, stanza] = String.fromCharCode(...sealed.slice(0, 100)).split('\n');
  expect(version).toBe('age-encryption.org/v1');
  expect(stanza).toMatch(/^-> scrypt \S+ 18$/);
  expect(await openedWith(sealed, words)).toBe('a whole case');
  await expect(openedWith(sealed, passphrase())).rejects.toThrow();
}, 60_000);
