import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordedSeen } from '#casework/trust-record.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import { Device, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
});
afterEach(() => {
  vi.useRealTimers();
});

it('what was seen when something was sealed is noted once, and a colleague’s new device knows it', async () => {
  const device = new Device(shelter);
  const proof = await ministry.prove();
  device.proofs.set(ministry.id, proof);
  const first = await device.write(ministry, THREAD, 'one');
  const second = await device.write(ministry, THREAD, 'two');
  expect(first.map(({ receiver }) => receiver)).toEqual([ministry.id, shelter.id, shelter.id]);
  expect(second.map(({ receiver }) => receiver)).toEqual([ministry.id, shelter.id]);

  const colleague = new Device(shelter);
  const own = [...first, ...second].filter(({ receiver }) => receiver === shelter.id);
  await colleague.read(own.map((each) => stored(each, shelter)));
  expect(colleague.refused()).toEqual([]);
  const record = colleague.vault.trustRecord();
  if (record === null) throw new Error('The mailbox is open.');
  expect(recordedSeen(record, ministry.id, proof.vouchedBy.state)).toEqual(proof.seen);
  expect(await colleague.vault.trustRecordWords()).toBe(await device.vault.trustRecordWords());

  device.vault.forgetUnsent(second);
  device.vault.forgetUnsent(first);
  expect(device.vault.trustRecord()?.organisations.size).toBe(0);
  expect(device.texts(ministry, THREAD)).toEqual([]);
});
