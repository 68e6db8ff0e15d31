import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SAMPLES } from '#casework/test-support/matters.ts';
import { fromBase64url, fromUtf8, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import { Device, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const WITHOUT_CONSENT = { ...SAMPLES.referral, basis: { agreed: [], override: 'vital_interest' } };

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let first: Device;
let second: Device;
let reader: Device;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  [first, second, reader] = [new Device(shelter, 1), new Device(shelter, 2), new Device(ministry)];
  for (const device of [first, second, reader]) {
    for (const other of [shelter, ministry]) device.proofs.set(other.id, await other.prove());
    await device.open();
  }
});
afterEach(() => {
  vi.useRealTimers();
});

const signFirst = () =>
  first.vault.signFirst({ receiver: ministry.id, thread: THREAD, kind: 'referral', body: WITHOUT_CONSENT, blobs: [] });
const actsOf = (device: Device) => device.vault.listMatters(NOW).flatMap(({ matter }) => matter.acts);

it('what one member signed counts nowhere until a second one signs it', async () => {
  const signed = await signFirst();
  expect(actsOf(first)).toEqual([]);
  const envelopes = (await second.vault.composeTogether(signed)) ?? [];
  await second.vault.noteStored(envelopes);
  expect(envelopes.map(({ receiver }) => receiver)).toEqual([ministry.id, shelter.id]);
  await reader.read([stored(envelopes[0], shelter)]);
  for (const device of [reader, second]) {
    expect(actsOf(device)).toMatchObject([{ kind: 'referral', verdict: 'counts', signers: [1, 2] }]);
  }
});

it('sent by one member alone it changes nothing', async () => {
  const [envelope] = await first.vault.composeEvent({
    receiver: ministry.id,
    thread: THREAD,
    kind: 'referral',
    body: WITHOUT_CONSENT,
    blobs: [],
  });
  await reader.read([stored(envelope, shelter)]);
  expect(actsOf(reader)).toMatchObject([{ kind: 'referral', verdict: 'not_covered', isCovered: false }]);
});

it('nobody signs twice', async () => {
  const signed = await signFirst();
  await expect(first.vault.composeTogether(signed)).rejects.toMatchObject({ code: 'BAD_EVENT' });
  expect(actsOf(first)).toEqual([]);
});

it('what somebody changed meanwhile is not signed', async () => {
  const { payload, signatures } = await signFirst();
  const changed = fromUtf8(fromBase64url(payload)).replace('urgent', 'normal');
  const forged = { payload: toBase64url(toUtf8(changed)), signatures };
  await expect(second.vault.composeTogether(forged)).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
});

it('goes once', async () => {
  const signed = await signFirst();
  await second.vault.noteStored((await second.vault.composeTogether(signed)) ?? []);
  expect(await second.vault.composeTogether(signed)).toBeNull();
});

it('does not go when its author did something else in the thread meanwhile', async () => {
  const signed = await signFirst();
  const [, copy] = await first.write(ministry, THREAD, 'meanwhile');
  await second.read([stored(copy, shelter)]);
  expect(await second.vault.composeTogether(signed)).toBeNull();
});

it('does not go when its author has left', async () => {
  await shelter.dismissSecond(NOW);
  const signed = await signFirst();
  const third = await shelter.admit(NOW);
  const device = new Device(shelter, third);
  device.proofs.set(ministry.id, await ministry.prove());
  await device.open();
  expect(await device.vault.composeTogether(signed)).not.toBeNull();
  const gone = await second.vault.signFirst({
    receiver: ministry.id,
    thread: THREAD,
    kind: 'referral',
    body: WITHOUT_CONSENT,
    blobs: [],
  });
  await expect(device.vault.composeTogether(gone)).rejects.toMatchObject({ code: 'UNKNOWN_AUTHOR' });
});
