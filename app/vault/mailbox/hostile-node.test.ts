import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import texts from '#app/portal/locales/en.json';
import { seal } from '#crypto/age.ts';
import { type Bytes, fromBase64url, toBase64url } from '#crypto/bytes.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import { type EnvelopeContent, openEnvelope } from '#crypto/envelope.ts';
import { openPeriods } from '#crypto/organisation-keys.ts';
import { flipped } from '#crypto/test-support/arbitrary.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { NOW } from '#crypto/verify/test-support/world.ts';
import type { StoredEnvelope } from './mailbox-record.ts';
import type { SealedEnvelope } from './mailbox-vault.ts';
import { Device, HOUR, stored } from './test-support/device.ts';
import { currentPeriod, forgedTo, sealedTo } from './test-support/forged.ts';
import { type InventedOrganisation, inventOrganisation } from './test-support/invented-organisation.ts';

/** Making keys and sealing take some ten milliseconds each, and on a busy machine many times that. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const SIX_DAYS_LATER = '2026-11-28T10:00:00Z';

let shelter: InventedOrganisation;
let ministry: InventedOrganisation;
let stranger: InventedOrganisation;
/** Of the shelter, and of the ministry, which reads what the shelter writes. */
let writer: Device;
let reader: Device;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [shelter, ministry, stranger] = (await Promise.all([1, 2, 3].map((place) => inventOrganisation(place * 1000)))) as [
    InventedOrganisation,
    InventedOrganisation,
    InventedOrganisation,
  ];
  writer = await deviceOf(shelter);
  reader = await deviceOf(ministry);
});

afterEach(() => {
  vi.useRealTimers();
});

async function deviceOf(organisation: InventedOrganisation, member = 1): Promise<Device> {
  const device = new Device(organisation, member);
  for (const other of [shelter, ministry, stranger]) device.proofs.set(other.id, await other.prove());
  await device.open();
  return device;
}

/** What the reader's node has, of a message from the shelter to the ministry. */
async function sent(text: string, receivedHour = HOUR): Promise<StoredEnvelope> {
  return stored((await writer.write(ministry, THREAD, text))[0], shelter, receivedHour);
}

/** That the reader is told why, in words, and shown nothing of it, now and after a new start. */
async function expectRefused(codes: string[], shown: string[]): Promise<void> {
  for (const code of codes) expect(texts).toHaveProperty([`envelope.${code}`]);
  for (let turn = 0; turn < 2; turn++) {
    expect(reader.refused()).toEqual(codes);
    // Around a gap the hashes decide, which are other ones each time.
    expect(reader.texts(shelter, THREAD).sort()).toEqual([...shown].sort());
    await reader.startAnew();
  }
}

/** What somebody seals who has the words of an event and its author's key, such as a member of the sender who means harm. */
const forged = (changes: Partial<CaseEvent>, by: { organisation: InventedOrganisation; member: number }) =>
  forgedTo(ministry, { thread: THREAD, ...changes }, by);

/** What a receiver who works with the node can take out of an envelope. */
async function openedBy(organisation: InventedOrganisation, { sealed }: Pick<StoredEnvelope, 'sealed'>) {
  const periods = await openPeriods(organisation.keysOf(1), organisation.own(1), await organisation.statement());
  return openEnvelope(
    fromBase64url(sealed),
    periods.map(({ identity }) => identity),
  );
}

describe('an envelope that was changed', () => {
  it.each([
    ['in what is sealed', (bytes: Bytes) => flipped(bytes, 18_000 * 8), 'BAD_CIPHERTEXT'],
    ['in its padding', (bytes: Bytes) => flipped(bytes, 10_000 * 8), 'BAD_CIPHERTEXT'],
    // Another letter, because many bits make none of a letter.
    ['in what names its reader', (bytes: Bytes) => bytes.with(100, bytes[100] === 65 ? 66 : 65), 'NOT_FOR_US'],
  ])('%s is refused; what came before and after it is shown', async (_, change, code) => {
    const [before, changed, after] = [await sent('before'), await sent('changed'), await sent('after')];
    const sealed = toBase64url(change(fromBase64url(changed.sealed)));
    await reader.read([before, { ...changed, sealed }, after]);
    await expectRefused([code], ['before', 'after']);
    expect(reader.conversation(shelter, THREAD).gaps).toHaveLength(2);
  });

  it.each([
    ['nothing', ''],
    ['no base64url', '!'],
    ['a byte', 'AA'],
    ['nothing sealed, of the right length', toBase64url(new Uint8Array(18_043))],
  ])('into %s is refused, and holds nothing else up', async (_, sealed) => {
    const [before, changed, after] = [await sent('before'), await sent('changed'), await sent('after')];
    await reader.read([before, { ...changed, sealed }, after]);
    await expectRefused([sealed.length > 100 ? 'BAD_CIPHERTEXT' : 'BAD_ENVELOPE'], ['before', 'after']);
  });

  it('is opened when the node later hands out what was sent', async () => {
    const changed = await sent('changed');
    await reader.read([{ ...changed, sealed: toBase64url(flipped(fromBase64url(changed.sealed), 136_000)) }]);
    await reader.read([changed]);
    await expectRefused(['BAD_CIPHERTEXT'], ['changed']);
  });
});

describe('a key that this member was not given', () => {
  it('is missing until it is given; then everything is opened again, once', async () => {
    const older = await sent('older');
    await ministry.dismissSecond(NOW);
    const third = await ministry.admit(NOW);
    reader = await deviceOf(ministry, third);
    await reader.read([older]);
    await expectRefused(['KEY_MISSING'], []);
    await ministry.giveOlderPeriods(third, NOW);
    expect(await reader.open()).toBeNull();
    await reader.read([older]);
    await expectRefused([], ['older']);
    expect(await reader.open()).not.toBeNull();
  });

  it('is not missing where a key that is here does not open: nothing begins anew', async () => {
    const envelope = stored((await writer.write(stranger, THREAD, 'words'))[0], shelter);
    const { period } = await currentPeriod(ministry);
    await reader.read([{ ...envelope, period }]);
    expect(await reader.open()).not.toBeNull();
    await expectRefused(['NOT_FOR_US'], []);
  });
});

describe('an envelope that was held back', () => {
  it('in the middle is named as a gap, by its hash and by its number', async () => {
    const [first, withheld, third] = [await sent('first'), await sent('second'), await sent('third')];
    const hash = writer.conversation(ministry, THREAD).entries[1]?.hash;
    await reader.read([first, third]);
    const { gaps } = reader.conversation(shelter, THREAD);
    expect(gaps).toEqual([
      { by: 'hash', hash },
      { by: 'counter', sender: shelter.id, author: 1, counter: 2 },
    ]);
    expect(reader.vault.listConversations()).toMatchObject([{ hasGaps: true }]);
    await expectRefused([], ['first', 'third']);
    await reader.read([withheld]);
    expect(reader.conversation(shelter, THREAD).gaps).toEqual([]);
    expect(reader.texts(shelter, THREAD)).toEqual(['first', 'second', 'third']);
  });

  it('at the end is never said to have been opened', async () => {
    const [first] = [await sent('first'), await sent('last')];
    await reader.read([first]);
    const marks = await reader.acknowledge(shelter, THREAD);
    await writer.read([stored(marks?.opened[0], ministry)]);
    const { entries, gaps } = writer.conversation(ministry, THREAD);
    expect(entries.map(({ message, openedAt }) => [message?.text, openedAt !== null])).toEqual([
      ['first', true],
      ['last', false],
    ]);
    expect(gaps).toEqual([]);
    expect(writer.vault.listConversations()).toMatchObject([{ lastIsOurs: true, isLastOpened: false }]);
  });
});

it('shows once what comes again, and again after a new start', async () => {
  const [one, two] = [await sent('one'), await sent('two')];
  await reader.read([one, one, two]);
  await reader.read([two, one]);
  await expectRefused([], ['one', 'two']);
  await reader.read([one]);
  await expectRefused([], ['one', 'two']);
  expect(reader.kept).toBe(2);
});

it('shows the same conversation in whatever order it comes', async () => {
  const question = await sent('question');
  await reader.read([question]);
  const answer = (await reader.write(shelter, THREAD, 'answer')) as [SealedEnvelope, SealedEnvelope];
  const meanwhile = await sent('meanwhile');
  await writer.read([stored(answer[0], ministry)]);
  const last = await sent('last');
  const all = [question, stored(answer[1], ministry), meanwhile, last];
  const expected = await conversationAfter(all);
  expect(expected.entries.map(({ message }) => message?.text)).toContain('meanwhile');
  expect(expected.gaps).toEqual([]);
  for (const order of [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    expect(await conversationAfter(order.map((place) => all[place] as StoredEnvelope))).toEqual(expected);
  }
});

/** One page for each, as when they arrive one by one. */
async function conversationAfter(envelopes: readonly StoredEnvelope[]) {
  const device = await deviceOf(ministry);
  for (const envelope of envelopes) await device.read([envelope]);
  return device.conversation(shelter, THREAD);
}

describe('an envelope that was held back until its key had been replaced', () => {
  const ROTATED = new Date('2026-11-25T09:30:00Z');

  it.each([
    ['a day', '2026-11-26T09:00:00Z', [], ['late']],
    ['45 days', '2027-01-09T09:00:00Z', [], ['late']],
    ['46 days', '2027-01-09T10:00:00Z', ['PERIOD_OVER'], []],
  ])('for %s', async (_, hour, codes, shown) => {
    const late = await sent('late', hour);
    await ministry.dismissSecond(ROTATED);
    const { period } = await currentPeriod(ministry);
    // Under another name of its key, too: only the key that opens it counts.
    await reader.read([late, { ...late, id: late.id, period }]);
    await expectRefused(codes, shown);
    expect(reader.conversation(shelter, THREAD).entries.every(({ isDelayed }) => isDelayed)).toBe(true);
  });
});

describe('another content under a known id', () => {
  const one = { envelope: uuidAt(9), body: { text: 'one', language: 'en', attachments: [] } };
  const other = { ...one, body: { ...one.body, text: 'other' } };

  it('is refused, in one page or two, and whoever comes first stays', async () => {
    const [first, second] = await Promise.all(
      [one, other].map(async (changes) => stored(await forged(changes, { organisation: shelter, member: 1 }), shelter)),
    );
    await reader.read([first, second] as StoredEnvelope[]);
    await expectRefused(['ANOTHER_EVENT'], ['one']);
    reader = await deviceOf(ministry);
    await reader.read([second] as StoredEnvelope[]);
    await reader.read([first] as StoredEnvelope[]);
    await expectRefused(['ANOTHER_EVENT'], ['other']);
  });

  it('of another organisation is another envelope', async () => {
    await reader.read([
      stored(await forged(one, { organisation: shelter, member: 1 }), shelter),
      stored(await forged(other, { organisation: stranger, member: 1 }), stranger),
    ]);
    await expectRefused([], ['one']);
    expect(reader.texts(stranger, THREAD)).toEqual(['other']);
  });
});

describe('an envelope under another name', () => {
  it('of a sender who did not write it', async () => {
    const forgery = await forged({}, { organisation: stranger, member: 1 });
    await reader.read([stored(forgery, shelter)]);
    await expectRefused(['UNKNOWN_AUTHOR'], []);
  });

  it('of a sender whom its author names too', async () => {
    const forgery = await forged({ sender: shelter.id }, { organisation: stranger, member: 1 });
    await reader.read([stored(forgery, shelter)]);
    await expectRefused(['UNKNOWN_AUTHOR'], []);
  });

  it('does not hide it under its own', async () => {
    const envelope = await sent('words');
    await reader.read([{ ...envelope, sender: stranger.id }, envelope]);
    await expectRefused(['UNKNOWN_AUTHOR'], ['words']);
  });

  it('of our own organisation', async () => {
    const forgery = await forged({ sender: ministry.id }, { organisation: stranger, member: 1 });
    await reader.read([stored(forgery, ministry)]);
    await expectRefused(['UNKNOWN_AUTHOR'], []);
  });

  it('of a member of the sender who did not write it', async () => {
    const forgery = await forged({ author: 2 }, { organisation: shelter, member: 1 });
    await reader.read([stored(forgery, shelter)]);
    await expectRefused(['UNKNOWN_AUTHOR'], []);
  });

  it('of an envelope that was never sent', async () => {
    const envelope = await sent('words');
    await reader.read([envelope, { ...envelope, id: uuidAt(8) }]);
    await expectRefused(['WRONG_ENVELOPE'], ['words']);
  });

  it('of a sender who cannot be proved, until the sender can', async () => {
    const envelope = await sent('words');
    reader.proofs.delete(shelter.id);
    await reader.read([envelope]);
    await expectRefused(['SENDER_UNPROVED'], []);
    reader.proofs.set(shelter.id, await shelter.prove());
    await reader.vault.openAgain();
    await reader.read([envelope]);
    await expectRefused([], ['words']);
  });
});

describe('an envelope for somebody else', () => {
  it('whose key is another’s cannot be opened', async () => {
    const envelope = stored((await writer.write(stranger, THREAD, 'words'))[0], shelter);
    await reader.read([envelope]);
    await expectRefused(['KEY_MISSING'], []);
  });

  it('that its receiver sealed anew for us is refused', async () => {
    const envelope = stored((await writer.write(stranger, THREAD, 'words'))[0], shelter);
    const passedOn = await sealedTo(ministry, await openedBy(stranger, envelope), envelope.id);
    await reader.read([stored(passedOn, shelter)]);
    await expectRefused(['WRONG_ENVELOPE'], []);
  });

  it('that we wrote comes back to us as nobody’s', async () => {
    const envelope = stored((await reader.write(shelter, THREAD, 'words'))[0], ministry);
    const sentBack = await sealedTo(ministry, await openedBy(shelter, envelope), envelope.id);
    reader = await deviceOf(ministry);
    await reader.read([stored(sentBack, ministry), stored(sentBack, shelter)]);
    await expectRefused(['WRONG_ENVELOPE', 'UNKNOWN_AUTHOR'], []);
  });
});

describe('somebody who no longer belonged to the sender', () => {
  it.each([
    [
      'is shown in the hour of the revocation, in which nobody knows which came first',
      '2026-11-22T11:00:00Z',
      [],
      ['words'],
    ],
    ['is refused an hour later', '2026-11-22T12:00:00Z', ['AUTHOR_REVOKED'], []],
  ])('%s', async (_, hour, codes, shown) => {
    writer = await deviceOf(shelter, 2);
    const envelope = await sent('words', hour);
    await shelter.dismissSecond(new Date('2026-11-22T11:20:00Z'));
    reader.proofs.set(shelter.id, await shelter.prove());
    await reader.read([envelope]);
    await expectRefused(codes, shown);
  });

  it('and a colleague of ours who went', async () => {
    const colleague = await deviceOf(ministry, 2);
    const [, copy] = await colleague.write(shelter, THREAD, 'words');
    await ministry.dismissSecond(new Date('2026-11-22T11:20:00Z'));
    await reader.read([stored(copy, ministry, '2026-11-22T12:00:00Z')]);
    await expectRefused(['AUTHOR_REVOKED'], []);
  });

  it('and a sender whom its State has shut out', async () => {
    const [before, after] = [await sent('before', HOUR), await sent('after', '2026-11-22T12:00:00Z')];
    const since = '2026-11-22T11:20:00Z';
    reader.proofs.set(shelter.id, await shelter.prove([{ id: shelter.id, since, reason: 'compromised' }]));
    await reader.read([before, after]);
    await expectRefused(['SENDER_REVOKED'], ['before']);
  });

  it('a newcomer is believed as soon as the newer statement is proved', async () => {
    const before = reader.proofs.get(shelter.id);
    await shelter.dismissSecond(new Date('2026-11-22T11:20:00Z'));
    const envelope = await sent('words');
    expect(before?.statement.version).toBe(2);
    await reader.read([envelope]);
    await expectRefused(['UNKNOWN_AUTHOR'], []);
    reader = await deviceOf(ministry);
    if (before !== undefined) reader.proofs.set(shelter.id, before);
    reader.proveAnew = async () => void reader.proofs.set(shelter.id, await shelter.prove());
    await reader.read([envelope]);
    await expectRefused([], ['words']);
  });
});

/** What the reader sees of the conversation, and whether it says that it is not proved. */
function doubtsShown(): [string | undefined, boolean][] {
  return reader.conversation(shelter, THREAD).entries.map(({ message, isUnproven }) => [message?.text, isUnproven]);
}

describe('what a device has shown before anybody knew', () => {
  const LATER = '2026-11-22T11:00:00Z';
  const SINCE = '2026-11-22T10:40:00Z';

  beforeEach(async () => {
    writer = await deviceOf(shelter, 2);
    await reader.read([await sent('before'), await sent('after', LATER)]);
    expect(doubtsShown()).toEqual([
      ['before', false],
      ['after', false],
    ]);
  });

  it.each([
    ['that its author had gone', () => shelter.dismissSecond(NOW, new Date(SINCE)).then(() => shelter.prove())],
    [
      'that its State had shut the sender out',
      () => shelter.prove([{ id: shelter.id, since: SINCE, reason: 'compromised' }]),
    ],
  ])('%s is unproven from then on', async (_, proveAnew) => {
    reader.proofs.set(shelter.id, await proveAnew());
    for (let turn = 0; turn < 2; turn++) {
      expect(doubtsShown()).toEqual([
        ['before', false],
        ['after', true],
      ]);
      await reader.startAnew();
    }
  });

  it('that a colleague had gone is unproven from then on', async () => {
    const colleague = await deviceOf(ministry, 2);
    const [, copy] = await colleague.write(shelter, 'AAAAAAAAAAAAAAAAAAAAAQ', 'ours');
    await reader.read([stored(copy, ministry, LATER)]);
    await ministry.dismissSecond(NOW, new Date(SINCE));
    await reader.open();
    expect(reader.conversation(shelter, 'AAAAAAAAAAAAAAAAAAAAAQ').entries).toMatchObject([{ isUnproven: true }]);
  });
});

describe('a key that others may have had', () => {
  const LOST = new Date('2026-11-22T10:40:00Z');

  it('leaves what came before the loss as it was, and marks what came in that hour or later', async () => {
    const page = [
      await sent('before', '2026-11-22T09:00:00Z'),
      await sent('in that hour', '2026-11-22T10:00:00Z'),
      await sent('later', SIX_DAYS_LATER),
    ];
    await ministry.dismissSecond(NOW, LOST);
    await reader.read(page);
    expect(doubtsShown()).toEqual([
      ['before', false],
      ['in that hour', true],
      ['later', true],
    ]);
    await expectRefused([], ['before', 'in that hour', 'later']);
  });

  it('is no less doubtful on a device that opened everything before anybody knew', async () => {
    await reader.read([await sent('before', '2026-11-22T09:00:00Z'), await sent('in that hour')]);
    expect(doubtsShown()).toEqual([
      ['before', false],
      ['in that hour', false],
    ]);
    await ministry.dismissSecond(NOW, LOST);
    await reader.open();
    expect(doubtsShown()).toEqual([
      ['before', false],
      ['in that hour', true],
    ]);
    await reader.startAnew();
    expect(doubtsShown()).toEqual([
      ['before', false],
      ['in that hour', true],
    ]);
  });

  it('is not hidden by the node’s naming another key, before or after anybody knew', async () => {
    const [early, late] = [await sent('opened before'), await sent('opened after')];
    await reader.read([{ ...early, period: uuidAt(7) }]);
    await ministry.dismissSecond(NOW, LOST);
    const { period } = await currentPeriod(ministry);
    await reader.read([{ ...late, period }]);
    for (let turn = 0; turn < 2; turn++) {
      expect(doubtsShown()).toEqual([
        ['opened before', true],
        ['opened after', true],
      ]);
      await reader.startAnew();
    }
  });

  it('says of nothing that it was opened', async () => {
    const [question, copy] = await reader.write(shelter, THREAD, 'question');
    await writer.read([stored(question, ministry)]);
    const marks = await writer.acknowledge(ministry, THREAD);
    await ministry.dismissSecond(NOW, LOST);
    await reader.read([stored(copy, ministry, '2026-11-22T09:00:00Z'), stored(marks?.opened[0], shelter)]);
    expect(reader.conversation(shelter, THREAD).entries).toMatchObject([{ openedAt: null, isUnproven: false }]);
  });
});

describe('the own copy', () => {
  let mine: StoredEnvelope;
  let content: EnvelopeContent;

  beforeEach(async () => {
    const [, copy] = await reader.write(shelter, THREAD, 'words');
    mine = stored(copy, ministry);
    content = await openedBy(ministry, mine);
    reader = await deviceOf(ministry);
  });

  it('shows what was sent on every other device', async () => {
    await reader.read([mine]);
    await expectRefused([], ['words']);
  });

  it('that was changed by a bit is refused', async () => {
    await reader.read([{ ...mine, sealed: toBase64url(flipped(fromBase64url(mine.sealed), 136_000)) }]);
    await expectRefused(['BAD_CIPHERTEXT'], []);
  });

  it.each([
    ['another receiver', { receiver: uuidAt(7) }],
    ['another envelope', { envelope: uuidAt(7) }],
  ])('that names %s is refused', async (_, changes) => {
    const changed = await sealedTo(ministry, { ...content, ...changes } as EnvelopeContent, mine.id);
    await reader.read([stored(changed, ministry)]);
    await expectRefused(['WRONG_ENVELOPE'], []);
  });

  it('of somebody else is refused', async () => {
    await reader.read([stored(await sealedTo(ministry, content, mine.id), shelter)]);
    await expectRefused(['WRONG_ENVELOPE'], []);
  });

  it('does not stand for a message to us', async () => {
    const { event } = content;
    await reader.read([stored(await sealedTo(ministry, { typ: 'nrm-event', event }, mine.id), ministry)]);
    await expectRefused(['WRONG_ENVELOPE'], []);
  });
});

it('refuses what is sealed and is no envelope', async () => {
  const { period, recipient } = await currentPeriod(ministry);
  const sealed = toBase64url(await seal(new Uint8Array(16_384), [recipient]));
  await reader.read([{ id: uuidAt(7), sender: shelter.id, receivedHour: HOUR, period, sealed }, await sent('words')]);
  await expectRefused(['BAD_ENVELOPE'], ['words']);
});

it('loses nothing when the device could not keep a page: it is read again', async () => {
  const page = [await sent('words')];
  reader.isFull = true;
  await expect(reader.read(page)).rejects.toThrow('full');
  await reader.read(page);
  await expectRefused([], ['words']);
});
