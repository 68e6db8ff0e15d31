import type { MailboxRecord, StoredEnvelope } from '#app/vault/mailbox/mailbox-record.ts';
import { mailboxVault } from '#app/vault/mailbox/mailbox-vault.ts';
import { openSealedIndex } from '#app/vault/mailbox/sealed-index.ts';
import {
  type InventedOrganisation,
  inventOrganisation,
} from '#app/vault/mailbox/test-support/invented-organisation.ts';
import type { StoredEvent } from '#casework/conversation.ts';
import { randomBytes, toBase64url, toHex } from '#crypto/bytes.ts';
import { seededRandom } from './random.ts';
import { sentenceOf, writingWords } from './words.ts';

/** All times are in milliseconds. */
export interface MailboxTimes {
  records: number;
  conversations: number;
  /** Of what is sealed on the device. */
  bytes: number;
  /** From keys to everything that was opened before, and the list of all conversations: the first time, and the best of several. */
  first: number;
  best: number;
  /** Words in all messages. */
  search: number;
  /** One conversation. */
  show: number;
  /** Each envelope on a device that knows nothing yet. */
  anew: number;
}

/** As the node hands them out at once, on a new device; later they come one by one. */
const PAGE = 100;
/** Messages in each conversation. */
const LENGTH = 20;
const OPENED_ANEW = 200;
/** What else the machine does only ever makes one slower. */
const STARTS = 5;
const HOUR = '2026-11-22T10:00:00Z';

/** In a browser: IndexedDB as it is, keys and envelopes as they are. */
export async function measureMailbox(many: number): Promise<MailboxTimes> {
  const [ours, theirs] = (await Promise.all([inventOrganisation(1), inventOrganisation(2)])) as [
    InventedOrganisation,
    InventedOrganisation,
  ];
  const keys = ours.keysOf(1);
  const records = inventRecords(ours.id, many);
  const index = await openSealedIndex('known', keys);
  for (let from = 0; from < many; from += PAGE) await index.add(records.slice(from, from + PAGE), String(from));
  const { usage = 0 } = await navigator.storage.estimate();

  const start = async () => {
    const vault = mailboxVault(
      () => keys,
      () => null,
      () => openSealedIndex('known', keys),
    );
    await vault.openMailbox('', ours.own(1));
    return { vault, list: vault.listConversations() };
  };
  const starts = [await timed(start)];
  while (starts.length < STARTS) starts.push(await timed(start));
  const [{ result, time: first }] = starts as [(typeof starts)[number]];
  const { vault, list } = result;
  const [{ thread, counterpart } = { thread: '', counterpart: '' }] = list;
  return {
    records: many,
    conversations: list.length,
    bytes: usage,
    first,
    best: Math.min(...starts.map(({ time }) => time)),
    search: (await timed(() => vault.searchMessages('shelter interpreter'))).time,
    show: (await timed(() => vault.conversation(counterpart, thread))).time,
    anew: await measureAnew(ours, theirs),
  };
}

async function measureAnew(ours: InventedOrganisation, theirs: InventedOrganisation): Promise<number> {
  const proofs = new Map([
    [ours.id, await ours.prove()],
    [theirs.id, await theirs.prove()],
  ]);
  const vaultOf = async (organisation: InventedOrganisation) => {
    const keys = organisation.keysOf(1);
    const vault = mailboxVault(
      () => keys,
      (id) => proofs.get(id) ?? null,
      () => openSealedIndex(`new ${organisation.id}`, keys),
    );
    await vault.openMailbox('', organisation.own(1));
    return vault;
  };
  const [reader, writer] = await Promise.all([vaultOf(ours), vaultOf(theirs)]);
  const thread = writer.newThread();
  const page: StoredEnvelope[] = [];
  for (let place = 0; place < OPENED_ANEW; place++) {
    const body = { text: 'Guten Tag '.repeat(100), language: 'de', attachments: [] };
    const asked = { receiver: ours.id, thread, kind: 'message', body, blobs: [] };
    const envelopes = await writer.composeEvent(asked);
    await writer.noteStored(envelopes);
    const [envelope] = envelopes;
    if (envelope !== undefined) page.push({ ...envelope, sender: theirs.id, receivedHour: HOUR });
  }
  const { time } = await timed(async () => {
    for (let from = 0; from < page.length; from += PAGE) {
      await reader.takeIn(page.slice(from, from + PAGE), { after: reader.readUpTo(), cursor: String(from) }, true);
    }
  });
  const shown = reader.conversation(theirs.id, thread).conversation.entries.length;
  if (shown !== OPENED_ANEW) throw new Error(`${shown} of ${OPENED_ANEW} envelopes were opened.`);
  return time / OPENED_ANEW;
}

/** Conversations in which both sides write in turns, some 600 characters each time. */
function inventRecords(own: string, many: number): MailboxRecord[] {
  const random = seededRandom(1);
  const words = writingWords(random);
  const hash = () => toHex(randomBytes(32));
  const heads = new Map<number, StoredEvent>();
  return Array.from({ length: many }, (_, place) => {
    const conversation = place % Math.ceil(many / LENGTH);
    const before = heads.get(conversation);
    const other = `3f1c2d4e-0000-4000-9000-${conversation.toString(16).padStart(12, '0')}`;
    const isOurs = before?.event.sender === other;
    const event: StoredEvent = {
      hash: hash(),
      event: {
        envelope: crypto.randomUUID(),
        sender: isOurs ? own : other,
        receiver: { scheme: 'period', organisation: isOurs ? other : own },
        thread: before?.event.thread ?? toBase64url(randomBytes(16)),
        author: 1,
        statement: 1,
        counter: Math.floor(place / Math.ceil(many / LENGTH) / 2) + 1,
        at: HOUR,
        after: before === undefined ? [] : [before.hash],
        kind: 'message',
        body: { text: sentenceOf(random, words, 80), language: 'en', attachments: [] },
      },
      signers: [1],
      signatures: [{ protected: 'x'.repeat(120), signature: 'x'.repeat(86) }],
      receivedHour: HOUR,
      isUnproven: false,
    };
    heads.set(conversation, event);
    const { envelope: id, sender } = event.event;
    return { id, sender, receivedHour: HOUR, period: own, sha256: hash(), event, refused: null };
  });
}

async function timed<Result>(run: () => Result | Promise<Result>): Promise<{ result: Result; time: number }> {
  const started = performance.now();
  const result = await run();
  return { result, time: performance.now() - started };
}
