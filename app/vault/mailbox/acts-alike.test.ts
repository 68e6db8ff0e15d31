import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ACT_KINDS } from '#casework/matter/acts.ts';
import { SAMPLES } from '#casework/test-support/matters.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import { Device } from './test-support/device.ts';
import { inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

it('a node cannot tell an enquiry from a referral, a refusal or an alert: all have the same members and the same length', async () => {
  const [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  const device = new Device(shelter);
  for (const other of [shelter, ministry]) device.proofs.set(other.id, await other.prove());
  await device.open();
  const seen = new Map<string, string[]>();
  for (const kind of ACT_KINDS) {
    const act = { receiver: ministry.id, thread: device.vault.newThread(), kind, body: SAMPLES[kind], blobs: [] };
    const envelopes = await device.vault.composeEvent(act);
    await device.vault.noteStored(envelopes);
    const [first] = envelopes;
    const shape = `${Object.keys(first ?? {}).sort()}: ${first?.sealed.length} for ${first?.receiver}`;
    seen.set(shape, [...(seen.get(shape) ?? []), kind]);
  }
  expect([...seen.values()]).toEqual([ACT_KINDS]);
});
