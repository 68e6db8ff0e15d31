import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEPT_ON_AFTER, type KeptEvent } from '#casework/checkpoint.ts';
import { SAMPLES } from '#casework/test-support/matters.ts';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { signEvent } from '#crypto/signed-event.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import type { SealedEnvelope } from './mailbox-vault.ts';
import { Device, HOUR, stored } from './test-support/device.ts';
import { forgedTo } from './test-support/forged.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CASE = uuidAt(0xca);
const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHER_THREAD = 'BBBBBBBBBBBBBBBBBBBBBA';
const NEW_THREAD = 'CCCCCCCCCCCCCCCCCCCCCA';
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

async function act(
  device: Device,
  receiver: InventedOrganisation,
  thread: string,
  kind: string,
  body: unknown,
  hour = HOUR,
) {
  const envelopes = await device.vault.composeEvent({ receiver: receiver.id, thread, kind, body, blobs: [] });
  await device.vault.noteStored(envelopes);
  const { organisation } = device;
  await device.read(
    envelopes.filter((each) => each.receiver === organisation.id).map((each) => stored(each, organisation, hour)),
  );
  return envelopes;
}

const note = (kind: string, body: unknown) => act(writer, shelter, ownThread, kind, body);

/** Read again as the node stored it when the first envelopes are about to go. */
async function noteLate(kind: string, body: unknown) {
  const envelopes = await writer.vault.composeEvent({ receiver: shelter.id, thread: ownThread, kind, body, blobs: [] });
  await writer.vault.noteStored(envelopes);
  await writer.read(envelopes.map((each) => stored(each, shelter, LAST_HOUR)));
  return envelopes;
}

/** A case that we began, with a referral that they accepted. @returns what our node has then */
async function caseThatGoesOn(isAccepted = true) {
  const ours = [
    ...(await note('case_begun', { case: CASE, label: 'Invented' })),
    ...(await note('case_thread', { case: CASE, counterpart: ministry.id, thread: THREAD })),
  ];
  const [referral, copy] = await act(writer, ministry, THREAD, 'referral', SAMPLES.referral);
  await other.read([stored(referral, shelter)]);
  const kept = [...ours.map((each) => stored(each, shelter)), stored(copy, shelter)];
  if (!isAccepted) return kept;
  const [accepted] = await act(other, shelter, THREAD, 'accepted', SAMPLES.accepted);
  await writer.read([stored(accepted, ministry)]);
  return [...kept, stored(accepted, ministry)];
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
  for (const body of writer.vault.checkpointsDue(LATER)) envelopes.push(...(await noteLate('checkpoint', body)));
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
    expect(colleague.vault.mayShowMore()).toBe(false);
    expect(colleague.vault.listMatters(NOW)[0]?.matter.standing.course).toBe('SENT');
    expect(colleague.vault.checkpointsDue(LATER)).toEqual([]);
    expect(colleague.refused()).toEqual(['SENDER_UNPROVED']);
    expect(colleague.vault.neededForCheckpoints()).toEqual([ministry.id]);
    expect(colleague.vault.isMoreCertain()).toBe(false);
    colleague.proofs.set(ministry.id, await ministry.prove());
    expect(colleague.vault.isMoreCertain()).toBe(true);
    await colleague.vault.openAgain();
    await colleague.read(envelopes.map((each) => stored(each, shelter, LAST_HOUR)));
    expect(colleague.refused()).toEqual([]);
    expect(colleague.vault.listMatters(NOW)[0]?.matter.standing.course).toBe('ACCEPTED');
    expect(colleague.vault.isMoreCertain()).toBe(false);
  });
});

it('what nobody has promised anything in, or written in for as long, is let go', async () => {
  await caseThatGoesOn(false);
  expect(await kindsKept()).toEqual([]);
  await isAlive();
  expect(await kindsKept()).toEqual(['case_begun', 'case_thread', 'message', 'referral']);
});

it.each([
  ['closed', (): [Device, InventedOrganisation] => [writer, ministry]],
  ['declined', (): [Device, InventedOrganisation] => [other, shelter]],
  ['withdrawn', (): [Device, InventedOrganisation] => [other, shelter]],
] as const)('what was %s is let go on both sides, although somebody writes there', async (kind, by) => {
  await caseThatGoesOn();
  const [device, to] = by();
  const [ended] = await act(device, to, THREAD, kind, SAMPLES[kind]);
  if (device === other) await writer.read([stored(ended, ministry)]);
  else await other.read([stored(ended, shelter)]);
  await isAlive();
  expect(await kindsKept()).toEqual([]);
  expect(other.vault.checkpointsDue(LATER).flatMap(({ events }) => events.map(kindOf))).toEqual(['seen']);
});

it('a matter is kept whole, whatever of it is due', async () => {
  await caseThatGoesOn();
  const [started] = await act(other, shelter, THREAD, 'service_started', SAMPLES.service_started);
  await writer.read([stored(started, ministry, LAST_HOUR)]);
  expect(await kindsKept()).toEqual(['accepted', 'case_begun', 'case_thread', 'referral', 'service_started']);
});

function permutations<Each>(all: readonly Each[]): Each[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((first, place) =>
    permutations(all.filter((_, other) => other !== place)).map((rest) => [first, ...rest]),
  );
}

/** But for what was seen of organisations, by name. */
async function kindsKept(): Promise<string[]> {
  const kept = writer.vault.checkpointsDue(LATER).flatMap(({ events }) => events);
  return kept
    .map(kindOf)
    .filter((kind) => kind !== 'seen')
    .sort();
}

function kindOf(kept: KeptEvent): string {
  return payloadOf(kept).kind;
}

function payloadOf({ signed }: KeptEvent) {
  return JSON.parse(Buffer.from(signed.payload, 'base64url').toString());
}

/** The same, but for a case that is called otherwise: as only one of our own could write it. */
function withOtherLabel(events: readonly KeptEvent[]): Promise<KeptEvent[]> {
  return Promise.all(
    events.map(async (kept) => {
      const event = payloadOf(kept);
      if (event.kind !== 'case_begun') return kept;
      const changed = { ...event, body: { ...event.body, label: 'Replaced' } };
      return { ...kept, signed: await signEvent(changed, shelter.keysOf(1).signingKey) };
    }),
  );
}

describe('a checkpoint says nothing by itself', () => {
  /** What is in it, changed on the way. */
  async function forged(change: (kept: KeptEvent) => KeptEvent): Promise<Device> {
    await caseThatGoesOn();
    await isAlive();
    const [body] = writer.vault.checkpointsDue(LATER);
    const events = (body?.events ?? []).map(change);
    return colleagueReading(await note('checkpoint', { events, gone: [] }));
  }

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

  it('and takes the place of nothing that came with an envelope of its own', async () => {
    const originals = await caseThatGoesOn();
    await isAlive();
    const colleague = new Device(shelter, 2);
    colleague.proofs.set(ministry.id, await ministry.prove());
    await colleague.read(originals);
    const [body] = writer.vault.checkpointsDue(LATER);
    const renamed = (await withOtherLabel(body?.events ?? [])).map((kept) =>
      payloadOf(kept).kind === 'case_begun' ? kept : { ...kept, receivedHour: LAST_HOUR },
    );
    const acts = () => colleague.vault.listMatters(LATER).map(({ matter }) => matter.acts);
    const before = acts();
    const envelopes = await note('checkpoint', { events: renamed, gone: [] });
    await colleague.read(envelopes.map((each) => stored(each, shelter, LAST_HOUR)));
    expect(colleague.vault.listCases()).toMatchObject([{ label: 'Invented' }]);
    expect(acts()).toEqual(before);
  });
});

it('what came with an envelope of its own takes the place of what a checkpoint said before', async () => {
  const originals = await caseThatGoesOn();
  const [body] = writer.vault.checkpointsDue(LATER);
  const renamed = await withOtherLabel(body?.events ?? []);
  const colleague = await colleagueReading(await note('checkpoint', { events: renamed, gone: [] }));
  expect(colleague.vault.listCases()).toMatchObject([{ label: 'Replaced' }]);
  await colleague.read(originals);
  expect(colleague.vault.listCases()).toMatchObject([{ label: 'Invented' }]);
  expect(colleague.refused()).toEqual([]);
});

describe('under the name of what has gone with its envelope', () => {
  const AFTERWARDS = toFullHour(new Date(NOW.getTime() + 410 * 86_400_000));

  it.each([
    ['in the hour in which it was kept', LAST_HOUR],
    ['afterwards', AFTERWARDS],
  ])('nothing else takes the place of what was kept, whatever is read first, when it came %s', async (_, hour) => {
    await caseThatGoesOn();
    const accepted = writer.vault.listMatters(LATER)[0]?.matter.acts.find(({ kind }) => kind === 'accepted');
    const checkpoints = (await keptOn()).map((each) => stored(each, shelter, LAST_HOUR));
    const changes = { thread: THREAD, envelope: accepted?.envelope ?? '', kind: 'message' };
    const late = stored(await forgedTo(shelter, changes, { organisation: ministry, member: 1 }), ministry, hour);
    for (const there of [
      [late, ...checkpoints],
      [...checkpoints, late],
    ]) {
      const colleague = new Device(shelter, 2);
      colleague.proofs.set(ministry.id, await ministry.prove());
      await colleague.read(there);
      expect(colleague.vault.listMatters(LATER)[0]?.matter.standing.course).toBe('ACCEPTED');
      expect(colleague.refused()).toEqual(['ANOTHER_EVENT']);
    }
  });

  it('of two things that checkpoints keep, the one that was kept first stays, whatever is read first', async () => {
    await caseThatGoesOn();
    const [body] = writer.vault.checkpointsDue(LATER);
    const renamed = await withOtherLabel(body?.events ?? []);
    const [first, second] = [
      await noteLate('checkpoint', body),
      await noteLate('checkpoint', { events: renamed, gone: [] }),
    ];
    const pages = [
      first.map((each) => stored(each, shelter, LAST_HOUR)),
      second.map((each) => stored(each, shelter, AFTERWARDS)),
    ];
    for (const there of [pages, pages.toReversed()]) {
      const colleague = new Device(shelter, 2);
      colleague.proofs.set(ministry.id, await ministry.prove());
      await colleague.read(there.flat());
      expect(colleague.vault.listCases()).toMatchObject([{ label: 'Invented' }]);
    }
  });

  it('whatever is read first, everybody is shown the same', async () => {
    const originals = await caseThatGoesOn();
    const accepted = writer.vault.listMatters(LATER)[0]?.matter.acts.find(({ kind }) => kind === 'accepted');
    const [body] = writer.vault.checkpointsDue(LATER);
    const [whole, part] = [
      await noteLate('checkpoint', body),
      await noteLate('checkpoint', { events: body?.events.slice(0, 2), gone: [] }),
    ].map(([each]) => each);
    const changes = { thread: THREAD, envelope: accepted?.envelope ?? '', kind: 'message' };
    const forgery = await forgedTo(shelter, changes, { organisation: ministry, member: 1 });
    const there = [
      stored(whole, shelter, LAST_HOUR),
      stored(part, shelter, AFTERWARDS),
      stored(forgery, ministry, AFTERWARDS),
      ...originals.slice(-1).map((each) => ({ ...each, receivedHour: AFTERWARDS })),
    ];
    const ends = new Set<string>();
    for (const inOrder of permutations(there)) {
      const colleague = new Device(shelter, 2);
      colleague.proofs.set(ministry.id, await ministry.prove());
      await colleague.read(inOrder);
      const acts = colleague.vault.listMatters(LATER).flatMap(({ matter }) => matter.acts);
      const said = acts.map(({ hash, verdict, receivedHour }) => [hash, verdict, receivedHour]);
      ends.add(JSON.stringify([said, colleague.vault.listCases(), [...new Set(colleague.refused())]]));
    }
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('ANOTHER_EVENT');
  });

  it('the same once more does not come later than it came', async () => {
    const originals = await caseThatGoesOn();
    const checkpoints = (await keptOn()).map((each) => stored(each, shelter, LAST_HOUR));
    const again = originals.map((each) => ({ ...each, receivedHour: AFTERWARDS }));
    const colleague = new Device(shelter, 2);
    colleague.proofs.set(ministry.id, await ministry.prove());
    await colleague.read([...checkpoints, ...again]);
    const acts = colleague.vault.listMatters(LATER)[0]?.matter.acts ?? [];
    expect(acts.map(({ receivedHour }) => receivedHour)).toEqual([HOUR, HOUR]);
  });
});

it.each<[string, (kept: KeptEvent) => KeptEvent]>([
  [
    'with signatures that are none',
    (kept) => ({ ...kept, signed: { ...kept.signed, signatures: [{ protected: 'e30', signature: 'AAAA' }] } }),
  ],
  ['as of another hour', (kept) => ({ ...kept, receivedHour: LAST_HOUR })],
  ['as of an hour to come', (kept) => ({ ...kept, receivedHour: '2028-12-01T00:00:00Z' })],
  ['as opened with another key', (kept) => ({ ...kept, period: uuidAt(0x99) })],
])('what a colleague keeps %s does not count as kept', async (_, change) => {
  await caseThatGoesOn();
  const [body] = writer.vault.checkpointsDue(LATER);
  expect(body?.events.length).toBeGreaterThan(3);
  await noteLate('checkpoint', { events: body?.events.map(change), gone: [] });
  expect(writer.vault.checkpointsDue(LATER).flatMap(({ events }) => events)).toEqual(body?.events);
});

it('what was let go is kept when it is needed again', async () => {
  const living = { case: uuidAt(0xcb), label: 'Another one' };
  await note('case_begun', living);
  await caseThatGoesOn(false);
  await noteLate('case_begun', living);
  const [checkpoint, ...more] = writer.vault.checkpointsDue(LATER);
  expect(more).toEqual([]);
  expect(checkpoint?.gone.length).toBeGreaterThan(0);
  await noteLate('checkpoint', checkpoint);
  expect(await kindsKept()).toEqual([]);
  await isAlive();
  expect(await kindsKept()).toEqual(['case_begun', 'case_thread', 'message', 'referral']);
});

it('that something is gone keeps nothing that is there from being kept', async () => {
  await caseThatGoesOn();
  const before = await kindsKept();
  const gone = writer.vault.listMatters(LATER)[0]?.matter.acts.map(({ hash }) => ({ hash, after: [] }));
  await noteLate('checkpoint', { events: [], gone });
  expect(await kindsKept()).toEqual(before);
});

it('what we were told and have removed does not come back with its case', async () => {
  const third = await inventOrganisation(3000);
  writer.proofs.set(third.id, await third.prove());
  const theirs = new Device(third);
  theirs.proofs.set(shelter.id, await shelter.prove());
  await theirs.open();
  await caseThatGoesOn();
  await note('case_thread', { case: CASE, counterpart: third.id, thread: OTHER_THREAD });
  const [told] = await act(theirs, shelter, OTHER_THREAD, 'referral', SAMPLES.referral);
  await writer.read([stored(told, third)]);
  expect((await kindsKept()).filter((kind) => kind === 'referral')).toHaveLength(2);
  const [withdrawn] = await act(theirs, shelter, OTHER_THREAD, 'withdrawn', SAMPLES.withdrawn);
  await writer.read([stored(withdrawn, third)]);
  await act(writer, ministry, THREAD, 'withdrawn', SAMPLES.withdrawn);
  await act(writer, third, OTHER_THREAD, 'removed', SAMPLES.removed);
  // Agreed to afterwards, which nobody's withdrawal of before concerns.
  vi.setSystemTime(new Date(NOW.getTime() + 7_200_000));
  const hour = toFullHour(new Date());
  const [again] = await act(writer, ministry, NEW_THREAD, 'referral', SAMPLES.referral, hour);
  await other.read([stored(again, shelter)]);
  await note('case_thread', { case: CASE, counterpart: ministry.id, thread: NEW_THREAD });
  const [accepted] = await act(other, shelter, NEW_THREAD, 'accepted', SAMPLES.accepted);
  await writer.read([stored(accepted, ministry)]);
  const kept = writer.vault.checkpointsDue(LATER).flatMap(({ events }) => events.map(payloadOf));
  expect(kept.filter(({ kind, sender }) => kind === 'referral' && sender === third.id)).toEqual([]);
  expect(kept.filter(({ kind }) => kind === 'referral')).toHaveLength(2);
});

it('of a case that goes on, what was told in a matter that is over is kept as well', async () => {
  await caseThatGoesOn();
  const third = await inventOrganisation(3000);
  writer.proofs.set(third.id, await third.prove());
  await note('case_thread', { case: CASE, counterpart: third.id, thread: OTHER_THREAD });
  await act(writer, third, OTHER_THREAD, 'referral', SAMPLES.referral);
  await act(writer, third, OTHER_THREAD, 'closed', SAMPLES.closed);
  expect(await kindsKept()).toEqual([
    ...['accepted', 'case_begun', 'case_thread', 'case_thread'],
    ...['closed', 'referral', 'referral'],
  ]);
  await isAlive();
  await act(writer, ministry, THREAD, 'closed', SAMPLES.closed);
  expect(await kindsKept()).toEqual([]);
});

describe('nothing is written again and again', () => {
  async function isSettled(): Promise<boolean> {
    await keptOn();
    return writer.vault.checkpointsDue(LATER).length === 0;
  }

  it('because the other side cannot be proved any more', async () => {
    await caseThatGoesOn();
    writer.proofs.delete(ministry.id);
    expect(await isSettled()).toBe(true);
  });

  it('because something fits into no checkpoint', async () => {
    await caseThatGoesOn();
    await act(writer, ministry, THREAD, 'message', { text: '€'.repeat(20_000), language: 'en', attachments: [] });
    await act(writer, ministry, THREAD, 'unknown_kind', { text: 'x'.repeat(140_000) });
    expect(await isSettled()).toBe(true);
  });

  it('because something is doubtful', async () => {
    await caseThatGoesOn();
    const lost = new Date(NOW.getTime() + 86_400_000);
    const late = stored(
      (await other.write(shelter, THREAD, 'late'))[0],
      ministry,
      toFullHour(new Date(lost.getTime() + 7_200_000)),
    );
    await writer.read([late]);
    vi.setSystemTime(LATER);
    await shelter.dismissSecond(LATER, lost);
    await writer.open();
    expect(await isSettled()).toBe(true);
  });
});

describe('a key that was lost', () => {
  const DAY = 86_400_000;

  it('since before it was opened: what was kept of it stays doubtful', async () => {
    const originals = await caseThatGoesOn();
    const bodies = writer.vault.checkpointsDue(LATER);
    expect(bodies.length).toBeGreaterThan(0);
    vi.setSystemTime(LATER);
    await shelter.dismissSecond(LATER, new Date(NOW.getTime() - DAY));
    await writer.open();
    const envelopes: SealedEnvelope[] = [];
    for (const body of bodies) envelopes.push(...(await note('checkpoint', body)));
    const checkpoints = envelopes.map((each) => stored(each, shelter, LAST_HOUR));
    for (const there of [checkpoints, [...originals, ...checkpoints]]) {
      const reader = new Device(shelter, 1);
      reader.proofs.set(ministry.id, await ministry.prove());
      await reader.read(there);
      const verdicts = reader.vault
        .listMatters(LATER)
        .flatMap(({ matter }) => matter.acts.map(({ verdict }) => verdict));
      expect(verdicts).toEqual(['unproven', 'unproven']);
    }
  });

  it('with which a checkpoint was sealed: everything is written once more', async () => {
    const originals = await caseThatGoesOn();
    const checkpoints = (await keptOn()).map((each) => stored(each, shelter, LAST_HOUR));
    const found = new Date(LATER.getTime() + 5 * DAY);
    vi.setSystemTime(found);
    await shelter.dismissSecond(found, new Date(LATER.getTime() - 2 * DAY));
    const reader = new Device(shelter, 1);
    reader.proofs.set(ministry.id, await ministry.prove());
    await reader.read([...originals, ...checkpoints]);
    const again = reader.vault.checkpointsDue(found).flatMap(({ events }) => events.map(kindOf));
    expect(again).toEqual(expect.arrayContaining(['case_begun', 'case_thread', 'referral', 'accepted']));
  });
});

it('notes that stay keep their order, although those between them go', async () => {
  await caseThatGoesOn();
  await isAlive();
  const consent = {
    id: uuidAt(0xd1),
    case: CASE,
    receiver: ministry.id,
    scopes: ['contact_receiver_anonymously', 'share_profile'].map((scope) => ({
      scope,
      until: '2028-01-01T00:00:00Z',
    })),
    purpose: 'Invented',
    language: 'ro',
    hasInterpreter: false,
    givenBy: 'person',
    way: 'written',
    knowsOfRisk: false,
    withheld: [],
  };
  const second = new Device(shelter, 2);
  for (const { id, prove } of [ministry, shelter]) second.proofs.set(id, await prove());
  const all: SealedEnvelope[] = [];
  const ids = [1, 2, 3, 4, 5, 6].map((place) => uuidAt(0xd00 + place));
  // By one member after the other, with a note between them that nobody needs any more or that no checkpoint holds: alone they would stand
  // in any order.
  for (const [place, id] of ids.entries()) {
    const [one, another] = place % 2 === 0 ? [writer, second] : [second, writer];
    const between =
      place < 3
        ? ([one, 'unknown_kind', { case: CASE, text: 'x'.repeat(140_000) }] as const)
        : ([one, 'case_begun', { case: uuidAt(0xcb00 + place), label: 'Over' }] as const);
    for (const [device, kind, body] of [between, [another, 'consent_given', { ...consent, id }]] as const) {
      for (const reader of [writer, second]) await reader.read(all.map((each) => stored(each, shelter)));
      all.push(...(await act(device, shelter, ownThread, kind, body)));
    }
  }
  await writer.read(all.map((each) => stored(each, shelter)));
  const colleague = await colleagueReading(await keptOn());
  expect(colleague.vault.listCases().map(({ label }) => label)).toEqual(['Invented']);
  expect(colleague.vault.listCases()[0]?.consents.map((each) => each.id)).toEqual(ids);
  const known = colleague.vault.checkpointsDue(new Date(LATER.getTime() + KEPT_ON_AFTER + 7_200_000));
  expect(known.flatMap(({ gone }) => gone).length).toBeGreaterThan(0);
});
