import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOW } from '#crypto/verify/test-support/world.ts';
import { Device, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';

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
});
afterEach(() => {
  vi.useRealTimers();
});

it('nobody knows before the mailbox was read to its end', async () => {
  expect(writer.vault.haveMet(ministry.id)).toBeNull();
  writer.vault.noteWhole();
  expect(writer.vault.haveMet(ministry.id)).toBe(false);
});

it('two have met once one has opened something of the other, and neither has met a third', async () => {
  for (const { vault } of [writer, reader]) vault.noteWhole();
  await reader.read([stored((await writer.write(ministry, THREAD, 'question'))[0], shelter)]);
  expect(writer.vault.haveMet(ministry.id)).toBe(false);
  expect(reader.vault.haveMet(shelter.id)).toBe(false);
  const due = await reader.acknowledge(shelter, THREAD);
  await reader.vault.noteStored(due?.opened ?? []);
  await writer.read([stored(due?.opened[0], ministry)]);
  expect(writer.vault.haveMet(ministry.id)).toBe(true);
  expect(reader.vault.haveMet(shelter.id)).toBe(true);
  expect(writer.vault.haveMet((await inventOrganisation(3000)).id)).toBe(false);
});

it('only what somebody has seen is said to be opened, and not what came meanwhile', async () => {
  const [seen, unseen] = [
    (await writer.write(ministry, THREAD, 'question'))[0],
    (await writer.write(ministry, THREAD, 'and another'))[0],
  ];
  await reader.read([stored(seen, shelter), stored(unseen, shelter)]);
  const due = await reader.vault.acknowledgeConversation(shelter.id, THREAD, [seen?.id ?? '']);
  await reader.vault.noteStored(due?.opened ?? []);
  await writer.read([stored(due?.opened[0], ministry)]);
  const opened = writer.conversation(ministry, THREAD).entries.map(({ openedAt }) => openedAt !== null);
  expect(opened).toEqual([true, false]);
});

it('nobody knows when something of theirs could not be shown', async () => {
  reader.vault.noteWhole();
  reader.proofs.delete(shelter.id);
  await reader.read([stored((await writer.write(ministry, THREAD, 'question'))[0], shelter)]);
  expect(reader.vault.haveMet(shelter.id)).toBeNull();
});
