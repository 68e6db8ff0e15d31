import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOW } from '#crypto/verify/test-support/world.ts';
import { Device, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const ANOTHER = 'AAAAAAAAAAAAAAAAAAAAAQ';

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let writer: Device;
let reader: Device;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  [writer, reader] = [new Device(shelter), new Device(ministry)];
  for (const device of [writer, reader]) {
    for (const other of [shelter, ministry]) device.proofs.set(other.id, await other.prove());
    await device.open();
  }
  // What is seen is noted with the first.
  await writer.write(ministry, THREAD, 'first');
});
afterEach(() => {
  vi.useRealTimers();
});

it('what was not sent after all leaves no gap behind what was written meanwhile', async () => {
  const refused = await writer.compose(ministry, ANOTHER, 'refused');
  let isComposed = false;
  const following = writer.compose(ministry, ANOTHER, 'following').finally(() => {
    isComposed = true;
  });
  await writer.write(ministry, THREAD, 'elsewhere');
  expect(isComposed).toBe(false);
  writer.vault.forgetUnsent(refused);
  await reader.read([stored((await following)[0], shelter)]);
  expect(reader.texts(shelter, ANOTHER)).toEqual(['following']);
  expect(reader.conversation(shelter, ANOTHER).gaps).toEqual([]);
});

it('what is written at once is said one after the other', async () => {
  const all = await Promise.all(['one', 'two', 'three'].map((text) => writer.write(ministry, ANOTHER, text)));
  await reader.read(all.map(([envelope]) => stored(envelope, shelter)));
  // Whose turn came first is chance: each opens the mailbox before it asks.
  expect(reader.texts(shelter, ANOTHER).sort()).toEqual(['one', 'three', 'two']);
  expect(reader.conversation(shelter, ANOTHER).entries.map(({ isConcurrent }) => isConcurrent)).not.toContain(true);
});

it('what was opened is said once, however often it is looked at meanwhile', async () => {
  await reader.read([stored((await writer.write(ministry, ANOTHER, 'words'))[0], shelter)]);
  const [mark, again] = [1, 2].map(() => reader.acknowledge(shelter, ANOTHER));
  await reader.vault.noteStored((await mark)?.opened ?? []);
  expect((await mark)?.opened).toHaveLength(2);
  expect(await again).toBeNull();
});

it('an older statement that comes late does not take the place of the newer', async () => {
  const before = shelter.own(1);
  await shelter.dismissSecond(NOW);
  await writer.open();
  const { periods } = await shelter.statement();
  await writer.vault.openMailbox('account', before);
  const [, copy] = await writer.write(ministry, ANOTHER, 'words');
  expect(copy?.period).toBe(periods.find(({ retiredOn }) => retiredOn === null)?.id);
});
