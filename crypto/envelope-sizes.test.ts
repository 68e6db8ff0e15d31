import { expect, it } from 'vitest';
import { generateIdentity, recipientOf, seal } from './age.ts';
import { classOfSealed, SIZE_CLASSES, sealedLength } from './envelope-sizes.ts';

const recipient = await recipientOf(await generateIdentity());

it.each(SIZE_CLASSES)('knows how long %i KiB are when they are sealed', async (size) => {
  const sealed = await seal(new Uint8Array(size * 1024), [recipient]);
  expect(sealed.length).toBe(sealedLength(size));
  expect(classOfSealed(sealed.length)).toBe(size);
});

it('has no class for any other length', async () => {
  for (const size of SIZE_CLASSES) {
    for (const length of [sealedLength(size) - 1, sealedLength(size) + 1, size * 1024]) {
      expect(classOfSealed(length)).toBeNull();
    }
  }
  const forTwo = await seal(new Uint8Array(16 * 1024), [recipient, await recipientOf(await generateIdentity())]);
  expect(classOfSealed(forTwo.length)).toBeNull();
  expect([0, -1, Number.NaN].map(classOfSealed)).toEqual([null, null, null]);
});
