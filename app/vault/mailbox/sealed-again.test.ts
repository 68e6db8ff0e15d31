import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isCurrent } from '#crypto/statement-rules.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import type { StoredEnvelope } from './mailbox-record.ts';
import type { SealedEnvelope } from './mailbox-vault.ts';
import { Device, HOUR, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHER_THREAD = 'BBBBBBBBBBBBBBBBBBBBBA';
const LOST = new Date('2026-11-22T10:40:00Z');
const LATER = '2026-11-22T12:00:00Z';

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let writer: Device;
let reader: Device;
let first: SealedEnvelope;

/** Writes something to the ministry, which then loses a member's device. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  [writer, reader] = [new Device(shelter), new Device(ministry)];
  for (const device of [writer, reader]) {
    for (const other of [shelter, ministry]) device.proofs.set(other.id, await other.prove());
    await device.open();
  }
  [first] = (await writer.write(ministry, THREAD, 'words')) as [SealedEnvelope];
  await ministry.dismissSecond(NOW, LOST);
  writer.proofs.set(ministry.id, await ministry.prove());
});
afterEach(() => {
  vi.useRealTimers();
});

async function sealedAgain(): Promise<StoredEnvelope> {
  const ids = writer.vault.sealedToLostKeys(ministry.id, [first]);
  expect(ids).toEqual([first.id]);
  const [again] = await writer.vault.sealAgain(ministry.id, ids);
  const { periods } = await ministry.statement();
  expect(again).toMatchObject({ id: first.id, period: periods.find(isCurrent)?.id, blobs: [] });
  return stored(again, shelter, LATER);
}

const shown = () =>
  reader.conversation(shelter, THREAD).entries.map(({ message, isUnproven }) => [message?.text, isUnproven]);

it('what was sealed to a lost key is believed when it comes sealed again', async () => {
  await reader.read([await sealedAgain()]);
  expect(shown()).toEqual([['words', false]]);
  expect(reader.refused()).toEqual([]);
});

it.each([
  ['first', [0, 1]],
  ['last', [1, 0]],
])('is shown once where the other one came %s, now and after a new start', async (_, places) => {
  const both = [stored(first, shelter, LATER), await sealedAgain()];
  for (const place of places) await reader.read([both[place] as StoredEnvelope]);
  for (let turn = 0; turn < 2; turn++) {
    expect(shown()).toEqual([['words', false]]);
    expect(reader.conversation(shelter, THREAD).gaps).toEqual([]);
    expect(reader.refused()).toEqual([]);
    await reader.startAnew();
  }
});

it('what is sealed again came when it came first', async () => {
  const [sent] = (await writer.write(ministry, OTHER_THREAD, 'once more')) as [SealedEnvelope];
  const [again] = await writer.vault.sealAgain(ministry.id, [sent.id]);
  await reader.read([stored(sent, shelter), stored(again, shelter, LATER)]);
  const [entry] = reader.conversation(shelter, OTHER_THREAD).entries;
  expect(entry?.receivedHour).toBe(HOUR);
});

it('marks count again, too', async () => {
  const [question] = (await reader.write(shelter, THREAD, 'question')) as [SealedEnvelope];
  await writer.read([stored(question, ministry)]);
  const due = await writer.acknowledge(ministry, THREAD);
  await writer.vault.noteStored(due?.opened ?? []);
  expect(writer.vault.unopenedByThem(ministry.id, THREAD)).toEqual([first.id, due?.opened[0]?.id]);
});

it('is not sealed again when it went to a key that is not lost, or was said to be opened', async () => {
  const { periods } = await ministry.statement();
  const now = periods.find(isCurrent)?.id ?? '';
  expect(writer.vault.sealedToLostKeys(ministry.id, [{ id: first.id, period: now }])).toEqual([]);
  await reader.read([await sealedAgain()]);
  const due = await reader.acknowledge(shelter, THREAD);
  await writer.read([stored(due?.opened[0], ministry, LATER)]);
  expect(writer.vault.unopenedByThem(ministry.id, THREAD)).toEqual([]);
});

it('is not sealed again when its author has left: nothing by that key is believed any more', async () => {
  const colleague = new Device(shelter, 2);
  colleague.proofs.set(ministry.id, await ministry.prove());
  const [theirs, copy] = (await colleague.write(ministry, THREAD, 'by the other')) as [SealedEnvelope, SealedEnvelope];
  await writer.read([stored(copy, shelter)]);
  const lost = { id: theirs.id, period: first.period };
  expect(writer.vault.sealedToLostKeys(ministry.id, [lost])).toEqual([theirs.id]);
  await shelter.dismissSecond(NOW);
  await writer.open();
  expect(writer.vault.sealedToLostKeys(ministry.id, [lost])).toEqual([]);
});
