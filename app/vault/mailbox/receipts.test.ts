import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { type Receipt, signReceipt } from '#crypto/receipt.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import type { SealedEnvelope } from './mailbox-vault.ts';
import { Device, HOUR, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let device: Device;
let sent: SealedEnvelope[];
let node: Awaited<ReturnType<typeof newSigningKeyPair>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  device = new Device(shelter);
  device.proofs.set(ministry.id, await ministry.prove());
  sent = await device.write(ministry, THREAD, 'words');
  node = await newSigningKeyPair();
});
afterEach(() => {
  vi.useRealTimers();
});

const id = () => sent[0]?.id ?? '';

async function receipt(changes: Partial<Receipt> = {}, by = node): Promise<string> {
  const honest: Receipt = {
    envelope: id(),
    sha256: await sha256(fromBase64url(sent[0]?.sealed ?? '')),
    sender: shelter.id,
    receiver: ministry.id,
    hour: HOUR,
  };
  return signReceipt({ ...honest, ...changes }, by.signingKey);
}

/** What is shown of the receipt: the hour, or null where it does not fit. */
async function checked(jws: string): Promise<string | null | undefined> {
  const answers = [{ id: id(), receipt: jws }];
  return (await device.vault.checkReceipts(ministry.id, toBase64url(node.publicKey), answers)).get(id());
}

it('a receipt of what was sent says in which hour it was stored', async () => {
  expect(device.vault.sentMessages(ministry.id, THREAD)).toEqual([id()]);
  expect(await checked(await receipt())).toBe(HOUR);
});

it.each([
  ['of other bytes', { sha256: 'a'.repeat(64) }],
  ['of another envelope', { envelope: uuidAt(7) }],
  ['of another sender', { sender: uuidAt(7) }],
  ['of another mailbox', { receiver: uuidAt(7) }],
])('a receipt %s does not fit', async (_, changes) => {
  expect(await checked(await receipt(changes))).toBeNull();
});

it('a receipt by another key, or none at all, does not fit', async () => {
  expect(await checked(await receipt({}, await newSigningKeyPair()))).toBeNull();
  for (const nothing of ['', 'a.b.c', 'null']) expect(await checked(nothing)).toBeNull();
});

it('a device that has not sealed it believes its node in what the bytes are, and in nothing else', async () => {
  device = new Device(shelter);
  await device.read([stored(sent[1], shelter)]);
  expect(device.vault.sentMessages(ministry.id, THREAD)).toEqual([id()]);
  expect(await checked(await receipt({ sha256: 'a'.repeat(64) }))).toBe(HOUR);
  expect(await checked(await receipt({ receiver: uuidAt(7) }))).toBeNull();
});

it('no receipt is expected of what is under way, of marks, or of what a node no longer keeps', async () => {
  const [underWay] = await device.compose(ministry, THREAD, 'under way');
  expect(device.vault.sentMessages(ministry.id, THREAD)).toEqual([id()]);
  await device.vault.noteStored(underWay === undefined ? [] : [underWay]);
  expect(device.vault.sentMessages(ministry.id, THREAD)).toEqual([id(), underWay?.id]);
  vi.setSystemTime(NOW.getTime() + 401 * 86_400_000);
  expect(device.vault.sentMessages(ministry.id, THREAD)).toEqual([]);
});
