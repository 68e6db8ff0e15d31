import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { type Bytes, concatBytes, fromUtf8, toUtf8 } from '#crypto/bytes.ts';
import { codeOf } from './test-support/code-of.ts';
import { CANARY, packed } from './test-support/packages.ts';
import { entryOf, readZip, unpack, writeZip } from './zip.ts';

const CENTRAL = 0x02014b50;

const archive = packed({ 'one.txt': 'words '.repeat(1000), 'two/ä.txt': 'others' });
const all = (bytes: Bytes) => Promise.all(readZip(bytes).map(unpack));

/** The archive with a number changed in the list, so many bytes behind the beginning of an entry there. */
function changed(bytes: Bytes, place: number, value: number, size: 16 | 32 = 16): Bytes {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== CENTRAL) at += 1;
  if (size === 16) view.setUint16(at + place, value, true);
  else view.setUint32(at + place, value, true);
  return copy;
}

it('reads what another program packed', async () => {
  const entries = readZip(archive);
  expect(entries.map(({ name }) => name)).toEqual(['one.txt', 'two/ä.txt']);
  const [one, two] = await all(archive);
  expect(fromUtf8(one ?? toUtf8(''))).toBe('words '.repeat(1000));
  expect(fromUtf8(two ?? toUtf8(''))).toBe('others');
});

it('writes what another program unpacks, and nothing beside it: no times, no comment, nothing in between', async () => {
  const hidden = concatBytes(toUtf8(CANARY), archive);
  expect(await codeOf(() => readZip(hidden))).toBe('DAMAGED');
  const written = writeZip([...readZip(archive), entryOf('three', toUtf8('more'))]);
  expect(Object.keys(unzipSync(written))).toEqual(['one.txt', 'two/ä.txt', 'three']);
  expect(unzipSync(written)['two/ä.txt']).toEqual(strToU8('others'));
  expect(unzipSync(written).three).toEqual(strToU8('more'));
  expect(fromUtf8(written.filter((byte) => byte < 128)).includes(CANARY)).toBe(false);
  expect(new DataView(written.buffer).getUint32(10, true)).toBe(0x00210000);
});

it.each([
  ['a password', changed(archive, 8, 1), 'ENCRYPTED'],
  ['another way of packing', changed(archive, 10, 14), 'DAMAGED'],
  ['another name in the list than in its place', changed(archive, 46, 0x7878), 'DAMAGED'],
  ['a place beyond the end', changed(archive, 42, 0x7fffffff, 32), 'DAMAGED'],
  ['a length beyond the end', changed(archive, 20, 0x7fffffff, 32), 'DAMAGED'],
  ['two entries in one place', changed(packed({ a: 'x', b: 'x' }), 42, 32, 32), 'DAMAGED'],
  ['one name in two spellings', packed({ 'A.txt': 'x', 'a.TXT': 'x' }), 'DAMAGED'],
  ['a way out of its folder', packed({ '../a': 'x' }), 'DAMAGED'],
  ['something cut off', archive.subarray(0, archive.length - 5), 'DAMAGED'],
  ['no archive at all', toUtf8('PK'), 'DAMAGED'],
])('refuses %s', async (_what, bytes, code) => {
  expect(await codeOf(() => readZip(bytes.slice()))).toBe(code);
});

it('refuses entries that lie in each other', async () => {
  const twice = writeZip([entryOf('a', toUtf8('x')), entryOf('a', toUtf8('x'))]);
  const view = new DataView(twice.buffer);
  // The second of the list leads to the place of the first.
  view.setUint32(view.getUint32(twice.length - 6, true) + 47 + 42, 0, true);
  expect(await codeOf(() => readZip(twice))).toBe('TOO_MUCH_INSIDE');
});

it('refuses what unpacks to a thousand times its length, before it is unpacked', async () => {
  const bomb = Uint8Array.from(zipSync({ zeros: new Uint8Array(20_000_000) }));
  expect(bomb.length).toBeLessThan(100_000);
  expect(await codeOf(() => readZip(bomb))).toBe('TOO_MUCH_INSIDE');
});

it('stops unpacking what is longer than it says', async () => {
  const liar = changed(Uint8Array.from(zipSync({ zeros: new Uint8Array(20_000_000) })), 24, 1000, 32);
  expect(await codeOf(() => all(liar))).toBe('TOO_MUCH_INSIDE');
  expect(await codeOf(() => all(changed(archive, 24, 7000, 32)))).toBe('DAMAGED');
});

it('refuses whatever is damaged with a code, and never otherwise', async () => {
  const places = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(places, async (changes) => {
      const damaged = archive.slice();
      for (const [place, value] of changes) damaged[place] = value;
      await codeOf(() => all(damaged));
    }),
    { numRuns: 500 },
  );
});
