import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEPT_ON_AFTER, type KeptEvent } from '#casework/checkpoint.ts';
import { SAMPLES } from '#casework/test-support/matters.ts';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import type { SealedEnvelope } from './mailbox-vault.ts';
import { Device, stored } from './test-support/device.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CASE = uuidAt(0xca);
const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHER_THREAD = 'BBBBBBBBBBBBBBBBBBBBBA';
/** When the envelopes of the first day are about to go. */
const LATER = new Date(NOW.getTime() + KEPT_ON_AFTER + 7_200_000);
const LAST_HOUR = toFullHour(LATER);

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let writer: Device;
let other: Device;
let ownThread: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry] = await Promise.all([inventOrganisation(1000), inventOrganisation(2000)]);
  [writer, other] = [new Device(shelter), new Device(ministry)];
  for (const device of [writer, other]) {
    for (const each of [shelter, ministry]) device.proofs.set(each.id, await each.prove());
    await device.open();
  }
  ownThread = writer.vault.ownThread();
});
afterEach(() => {
  vi.useRealTimers();
});

async function act(device: Device, receiver: InventedOrganisation, thread: string, kind: string, body: unknown) {
  const envelopes = await device.vault.composeEvent({ receiver: receiver.id, thread, kind, body, blobs: [] });
  await device.vault.noteStored(envelopes);
  return envelopes;
}

const note = (kind: string, body: unknown) => act(writer, shelter, ownThread, kind, body);

/** A case that we began, with a referral that they accepted. */
async function caseThatGoesOn() {
  await note('case_begun', { case: CASE, label: 'Invented' });
  await note('case_thread', { case: CASE, counterpart: ministry.id, thread: THREAD });
  const [referral] = await act(writer, ministry, THREAD, 'referral', SAMPLES.referral);
  await other.read([stored(referral, shelter)]);
  const [accepted] = await act(other, shelter, THREAD, 'accepted', SAMPLES.accepted);
  await writer.read([stored(accepted, ministry)]);
}

/** The other side has written lately. */
async function isAlive() {
  await writer.read([stored((await other.write(shelter, THREAD, 'still with us'))[0], ministry, LAST_HOUR)]);
}

/** A colleague who has nothing but what the node still keeps. */
async function colleagueReading(envelopes: readonly SealedEnvelope[], isTheirsProved = true): Promise<Device> {
  const colleague = new Device(shelter, 2);
  if (isTheirsProved) colleague.proofs.set(ministry.id, await ministry.prove());
  await colleague.read(envelopes.map((each) => stored(each, shelter, LAST_HOUR)));
  return colleague;
}

async function keptOn(): Promise<SealedEnvelope[]> {
  const envelopes: SealedEnvelope[] = [];
  for (const body of writer.vault.checkpointsDue(LATER)) envelopes.push(...(await note('checkpoint', body)));
  return envelopes;
}

describe('a case that goes on', () => {
  it('is written to the own organisation once more before its envelopes go', async () => {
    await caseThatGoesOn();
    await isAlive();
    expect(writer.vault.checkpointsDue(NOW)).toEqual([]);
    const colleague = await colleagueReading(await keptOn());
    expect(colleague.vault.listCases()).toMatchObject([{ label: 'Invented', threads: [{ thread: THREAD }] }]);
    expect(colleague.vault.listMatters(LATER)).toMatchObject([
      { case: { id: CASE }, counterpart: ministry.id, matter: { standing: { course: 'ACCEPTED' }, gaps: [] } },
    ]);
    expect(colleague.refused()).toEqual([]);
  });

  it('is kept once, not with every reading', async () => {
    await caseThatGoesOn();
    await isAlive();
    const colleague = await colleagueReading(await keptOn());
    expect(colleague.vault.checkpointsDue(LATER)).toEqual([]);
  });

  it('can be gone on with by whoever knows it from there', async () => {
    await caseThatGoesOn();
    await isAlive();
    const colleague = await colleagueReading(await keptOn());
    const [proposed] = await act(colleague, ministry, THREAD, 'handover_proposed', SAMPLES.handover_proposed);
    await other.read([stored(proposed, shelter)]);
    expect(other.vault.listMatters(NOW)).toMatchObject([{ matter: { standing: { proposals: [{ by: shelter.id }] } } }]);
  });

  it('is kept in as many parts as fit into envelopes', async () => {
    await caseThatGoesOn();
    // Characters of three bytes each, as long as an answer may be.
    const note = '€'.repeat(2000);
    for (let at = 0; at < 40; at++) {
      await act(writer, ministry, THREAD, 'hold_lifted', { note });
    }
    await isAlive();
    const parts = writer.vault.checkpointsDue(LATER);
    expect(parts.length).toBeGreaterThan(1);
    const colleague = await colleagueReading(await keptOn());
    expect(colleague.vault.listMatters(LATER)[0]?.matter).toMatchObject({ gaps: [] });
    expect(colleague.vault.listMatters(LATER)[0]?.matter.acts).toHaveLength(42);
  });

  it('is shown whole as soon as the other side is proved', async () => {
    await caseThatGoesOn();
    await isAlive();
    const envelopes = await keptOn();
    const colleague = await colleagueReading(envelopes, false);
    expect(colleague.refused()).toEqual(['SENDER_UNPROVED']);
    expect(colleague.vault.listMatters(NOW)[0]?.matter.standing.course).toBe('SENT');
    colleague.proofs.set(ministry.id, await ministry.prove());
    await colleague.vault.openAgain();
    await colleague.read(envelopes.map((each) => stored(each, shelter, LAST_HOUR)));
    expect(colleague.refused()).toEqual([]);
    expect(colleague.vault.listMatters(NOW)[0]?.matter.standing.course).toBe('ACCEPTED');
  });
});

it('what nobody has written in for as long is let go', async () => {
  await caseThatGoesOn();
  expect(await kindsKept()).toEqual([]);
});

it('what is over is let go, with what was noted of it', async () => {
  await caseThatGoesOn();
  await act(writer, ministry, THREAD, 'closed', SAMPLES.closed);
  await act(writer, ministry, OTHER_THREAD, 'message', { text: 'thanks', language: 'en', attachments: [] });
  await isAlive();
  expect(await kindsKept()).toEqual([]);
});

/** But for what was seen of organisations. */
async function kindsKept(): Promise<string[]> {
  const kept = writer.vault.checkpointsDue(LATER).flatMap(({ events }) => events);
  const kinds = kept.map(({ signed }) => JSON.parse(Buffer.from(signed.payload, 'base64url').toString()).kind);
  return kinds.filter((kind) => kind !== 'seen');
}

describe('a checkpoint says nothing by itself', () => {
  /** What is in it, changed on the way. */
  async function forged(change: (kept: KeptEvent) => KeptEvent): Promise<Device> {
    await caseThatGoesOn();
    await isAlive();
    const [body] = writer.vault.checkpointsDue(LATER);
    const events = (body?.events ?? []).map(change);
    return colleagueReading(await note('checkpoint', { events }));
  }
  const payloadOf = ({ signed }: KeptEvent) => JSON.parse(Buffer.from(signed.payload, 'base64url').toString());

  it.each<[string, (kept: KeptEvent) => KeptEvent]>([
    [
      'an act with other words',
      (kept) => {
        const changed = { ...payloadOf(kept), counter: 77 };
        return { ...kept, signed: { ...kept.signed, payload: toBase64url(toUtf8(JSON.stringify(changed))) } };
      },
    ],
    ['an act that came after the checkpoint', (kept) => ({ ...kept, receivedHour: '2028-12-01T00:00:00Z' })],
    ['something that is no event', (kept) => ({ ...kept, signed: { ...kept.signed, payload: 'AAAA' } })],
    [
      'an act with the signature of another one',
      (kept) => ({ ...kept, signed: { ...kept.signed, signatures: [{ protected: 'e30', signature: 'AAAA' }] } }),
    ],
  ])('and does not bring in %s', async (_, change) => {
    const colleague = await forged(change);
    expect(colleague.vault.listCases()).toEqual([]);
    expect(colleague.vault.listMatters(LATER)).toEqual([]);
  });

  it('from another organisation', async () => {
    await caseThatGoesOn();
    await isAlive();
    const [body] = writer.vault.checkpointsDue(LATER);
    const envelopes = await act(writer, ministry, OTHER_THREAD, 'checkpoint', body);
    const reader = new Device(ministry, 2);
    reader.proofs.set(shelter.id, await shelter.prove());
    await reader.read([stored(envelopes[0], shelter)]);
    expect(reader.vault.listMatters(LATER)).toEqual([]);
  });
});
