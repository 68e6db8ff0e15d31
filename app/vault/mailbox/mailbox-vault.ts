import { type Case, casesOf } from '#casework/case/case.ts';
import { type Checkpoint, checkpointsDue, GONE_AFTER } from '#casework/checkpoint.ts';
import { type Conversation, converse, counterpartOf, type StoredEvent } from '#casework/conversation.ts';
import { type Export, exportsOf } from '#casework/exports.ts';
import { type ListedConversation, listConversations, searchConversations, unacknowledged } from '#casework/inbox.ts';
import { type ListedMatter, listMatters } from '#casework/matter/list.ts';
import { endsToFollow, nextCounter, order } from '#casework/order.ts';
import { type Team, teamsOf } from '#casework/team.ts';
import type { SeenBody } from '#casework/trust-events.ts';
import { recordedSeen, type TrustRecord, trustRecord } from '#casework/trust-record.ts';
import { signAcknowledgement } from '#crypto/acknowledgement.ts';
import { open, seal } from '#crypto/age.ts';
import { equalBytes, fromBase64url, fromHex, fromUtf8, randomBytes, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { canonicalJson, parseCanonicalJson } from '#crypto/canonical-json.ts';
import { type CaseEvent, MOST_HEADS, readCaseEvent } from '#crypto/case-event.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { sealEnvelope } from '#crypto/envelope.ts';
import { type MemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { type OwnOrganisation, openPeriods, readOwnStatement } from '#crypto/organisation-keys.ts';
import {
  type SignedEvent,
  signEvent,
  signEventToo,
  signedAgain,
  type VerifiedEvent,
  verifyEvent,
} from '#crypto/signed-event.ts';
import type { MemberCertificate, Period, Statement } from '#crypto/statement.ts';
import { isCurrent } from '#crypto/statement-rules.ts';
import { toFullHour, toTimestamp } from '#crypto/timestamp.ts';
import type { StopCode } from '#crypto/verify/findings.ts';
import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import { seenByBoth } from '#crypto/verify/seen.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import { fingerprint } from '#crypto/words.ts';
import { checkReceipt } from './check-receipt.ts';
import { CountedMap } from './counted-map.ts';
import { believedEvents, type HeldRecords, hold, isShown, keyOf, nameOf, storedIn } from './held-records.ts';
import type { MailboxRecord, StoredEnvelope } from './mailbox-record.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { bytesOf, KEY_MISSING, type KnownSender, type MailboxKeys, openStored } from './open-stored.ts';
import { openSealedIndex, type SealedIndex } from './sealed-index.ts';
import { turns } from './turns.ts';

/** An envelope that is ready to be posted. */
export interface SealedEnvelope {
  id: string;
  receiver: string;
  period: string;
  sealed: string;
  blobs: string[];
}

/** What is to be said in a thread to one organisation, the own one included. */
export interface Act {
  /** UUID */
  receiver: string;
  thread: string;
  kind: string;
  body: unknown;
  /** UUIDs of files. */
  blobs: string[];
}

/** A conversation, and what the own organisation noted of it for itself. */
export interface ShownConversation {
  conversation: Conversation;
  team: Team | null;
  exports: Export[];
}

/** What the mailbox holds on this device while it is unlocked. */
interface OpenMailbox extends HeldRecords {
  keys: MailboxKeys;
  statement: Statement;
  me: MemberCertificate;
  /** In which the organisation writes to itself; every member finds the same. */
  ownThread: string;
  index: SealedIndex;
  /** It was read to its end since it was unlocked. */
  isWhole: boolean;
}

/** What follows from the mailbox as it is, and from what it was derived. */
interface Derived {
  from: {
    mailbox: OpenMailbox;
    records: number;
    events: number;
    proofs: ReadonlyMap<string, OrganisationProof | null>;
  };
  known: readonly StoredEvent[];
  record: TrustRecord;
  /** By UUID. */
  cases: Map<string, Case>;
}

/** What stops believing as well as sealing, until members compared words. */
const UNCONFIRMED = new Set<StopCode>(['ENROLMENT_KEY_CHANGED', 'REGISTRY_DISAGREES']);

const THREAD_BYTES = 16;
/** At once; the others follow. */
const MOST_ACKNOWLEDGED = 1000;

/**
 * What the vault does for messages.
 *
 * @param openKeys throws while they are locked
 * @param proofOf what was proved last of an organisation in this vault; nothing else is sealed to or believed
 * @param openIndex of what was opened on this device before
 */
export function mailboxVault(
  openKeys: () => MemberKeys,
  proofOf: (organisation: string) => OrganisationProof | null,
  openIndex: typeof openSealedIndex = openSealedIndex,
) {
  let mailbox: OpenMailbox | null = null;
  let derived: Derived | null = null;
  const turn = turns();
  /** By the envelope of what was composed and may have to be forgotten; before its end nothing in its thread follows it. */
  const underWay = new Map<string, () => void>();
  /** By envelope: SHA-256 of what was stored since the keys were unlocked, in hex. */
  const sealedHashes = new Map<string, string>();

  function opened(): OpenMailbox {
    if (mailbox === null) throw new Error('The mailbox is not open.');
    return mailbox;
  }

  return {
    /**
     * Opens what this device knows of the mailbox, with the keys that the organisation has now.
     *
     * @param account UUID
     * @throws CryptoError; NOT_FOR_US for whoever is no caseworker
     */
    async openMailbox(account: string, own: OwnOrganisation): Promise<void> {
      const member = openKeys();
      const statement = await readOwnStatement(member, own);
      const me = statement.members.find(({ signingKey }) => signingKey === publicHalf(member).signingKey);
      if (me === undefined || !me.roles.includes('caseworker')) {
        throw new CryptoError('NOT_FOR_US', 'Only caseworkers of the organisation read its messages.');
      }
      const { organisation } = statement;
      const owner = (await sha256(toUtf8(`${organisation} ${account}`))).slice(0, 32);
      const [periods, index] = await Promise.all([
        openPeriods(member, own, statement),
        mailbox?.index ?? openIndex(owner, member),
      ]);
      // Asked for twice at once, and the older answer came last.
      if (mailbox !== null && mailbox.statement.version > statement.version) return;
      const keys = { organisation, periods, own: knownAs(statement, null) };
      const isKeyNew = ({ refused, period }: MailboxRecord) =>
        refused === KEY_MISSING && periods.some(({ named }) => named.id === period);
      const records = mailbox === null ? index.records : [...mailbox.records.values()];
      const isAnew = records.some(isKeyNew);
      if (isAnew) await index.beginAnew(records.filter(isShown));
      mailbox = {
        keys,
        statement,
        me,
        ownThread: await ownThreadOf(organisation),
        index,
        isWhole: !isAnew && mailbox?.isWhole === true,
        records: isAnew ? new CountedMap() : (mailbox?.records ?? new CountedMap()),
        // What was composed is among them before the node has it.
        events: mailbox?.events ?? new CountedMap(),
        keptOnly: mailbox?.keptOnly ?? new Map(),
      };
      if (mailbox.records.size === 0) for (const record of index.records) hold(mailbox, record);
    },

    /** The mailbox is read from its beginning again, and what could not be shown is opened once more. */
    async openAgain(): Promise<void> {
      const { index, records } = opened();
      const isDone = (record: MailboxRecord) => isShown(record) && !isProvedSince(record);
      await index.beginAnew([...records.values()].filter(isDone));
      for (const [key, record] of records) if (!isDone(record)) records.delete(key);
    },

    /** Whether something may be shown after `openAgain` that is not shown now. */
    mayShowMore(): boolean {
      return [...opened().records.values()].some(
        (record) => record.refused === 'SENDER_UNPROVED' || isProvedSince(record),
      );
    },

    /** Whether a checkpoint holds something that is certain by now, and is not shown before `openAgain`. */
    isMoreCertain(): boolean {
      return [...opened().records.values()].some(isProvedSince);
    },

    /** Who has to be proved before all that checkpoints hold is certain: UUIDs of organisations. */
    neededForCheckpoints(): string[] {
      const needed = [...opened().records.values()].flatMap(({ checkpoint }) => checkpoint?.unproved ?? []);
      return [...new Set(needed.map(({ organisation }) => organisation))];
    },

    /**
     * Opens a page of the mailbox; all of it is kept, or nothing. Nothing, too, when the mailbox is to be read from elsewhere by now.
     *
     * @param after cursor after which it was read
     * @param cursor of its last envelope
     * @param isLastTry whatever is still missing is refused
     * @returns organisations of which something newer is needed before anything of the page is kept; the own one among them when
     *   its keys have changed
     */
    async takeIn(
      page: readonly StoredEnvelope[],
      { after, cursor }: { after: string | null; cursor: string },
      isLastTry: boolean,
    ): Promise<string[]> {
      const { keys, index, records: known } = opened();
      const records: MailboxRecord[] = [];
      const unproved = new Set<string>();
      for (const stored of page) {
        if (known.has(keyOf({ ...stored, sha256: await sha256(bytesOf(stored.sealed)) }))) continue;
        if (!isLastTry && !keys.periods.some(({ named }) => named.id === stored.period))
          unproved.add(keys.organisation);
        const record = await openStored(stored, keys, knownSender(stored.sender));
        if (record?.event?.event.kind === 'checkpoint' && isToItself(record.event.event)) {
          const known = senderOf(keys);
          const checkpoint = await openCheckpoint(record.event, keys.organisation, known);
          for (const { organisation } of checkpoint.unproved) unproved.add(organisation);
          records.push({ ...record, checkpoint });
        } else if (record !== null) records.push(record);
        else if (isLastTry) records.push(await refusedUnproved(stored, knownSender(stored.sender)));
        else unproved.add(stored.sender);
      }
      if (unproved.size > 0 && !isLastTry) return [...unproved];
      const target = opened();
      if (index.cursor !== after) return [];
      const fresh = new Map<string, MailboxRecord>();
      for (const record of records) {
        const key = keyOf(record);
        if (!target.records.has(key) && !fresh.has(key)) fresh.set(key, record);
      }
      // On the device first: what is only in memory would be passed over when the page is read again.
      await index.add([...fresh.values()], cursor);
      for (const record of fresh.values()) hold(target, record);
      return [];
    },

    /** Up to where the mailbox was read; null: from the beginning. */
    readUpTo(): string | null {
      return opened().index.cursor;
    },

    /** Everything that the node has was read; before, what colleagues compared may be missing. */
    noteWhole(): void {
      opened().isWhole = true;
    },

    isWhole(): boolean {
      return mailbox?.isWhole === true;
    },

    /**
     * Whether one of the two organisations has said to have opened something of the other, in whatever matter: before that, nodes take
     * no files between them.
     *
     * @returns null where this device does not know: not everything was read, or something of theirs could not be shown
     */
    haveMet(counterpart: string): boolean | null {
      if (mailbox === null) return null;
      const { keys, records, isWhole } = mailbox;
      const isMark = (each: StoredEvent) =>
        each.event.kind === 'opened' && counterpartOf(keys.organisation, each) === counterpart;
      if (known().some(isMark)) return true;
      const isUnclear = [...records.values()].some(
        (record) =>
          (record.sender === counterpart && !isShown(record)) ||
          record.checkpoint?.unproved.some(({ organisation }) => organisation === counterpart) === true,
      );
      return isWhole && !isUnclear ? false : null;
    },

    listConversations(): ListedConversation[] {
      return listConversations(opened().keys.organisation, known());
    },

    /** By whose turn it is and what is late, at a moment. */
    listMatters(now: Date): ListedMatter[] {
      const reader = { own: opened().keys.organisation, undelivered: new Set(underWay.keys()) };
      return listMatters(known(), derive().cases, reader, now);
    },

    /**
     * What has to be written to the own organisation once more before its envelopes go.
     *
     * @returns bodies of checkpoints
     */
    checkpointsDue(now: Date): Checkpoint[] {
      const target = opened();
      const { keys, ownThread } = target;
      const reader = { own: keys.organisation, undelivered: new Set(underWay.keys()) };
      const { cases, known: events } = derive();
      const mailbox = {
        own: keys.organisation,
        ownThread,
        events,
        cases: [...cases.values()],
        matters: () => listMatters(events, cases, reader, now),
        ...storedIn(target, target.statement, senderOf(keys)),
      };
      return checkpointsDue(mailbox, now);
    },

    /** What the own organisation does for whom, with what it may tell to whom. */
    listCases(): Case[] {
      return [...derive().cases.values()];
    },

    conversation(counterpart: string, thread: string): ShownConversation {
      const own = opened().keys.organisation;
      return {
        conversation: { ...converse(own, inThread(counterpart, thread)), thread, counterpart },
        team: teamsOf(own, known()).get(thread) ?? null,
        exports: exportsOf(inThread(own, opened().ownThread), { counterpart, thread }),
      };
    },

    /** What others can verify without us, in the order of the conversation; marks of what was opened among it. */
    signedEvents(counterpart: string, thread: string): SignedEvent[] {
      return order(inThread(counterpart, thread)).events.map(signedAgain);
    },

    /** What the own organisation has sent in a conversation and the other side has not said to have opened: envelopes. */
    unopenedByThem(counterpart: string, thread: string): string[] {
      const own = opened().keys.organisation;
      const inHere = inThread(counterpart, thread);
      const unopened = new Set(unacknowledged(counterpart, inHere).messages);
      return inHere
        .filter(({ event }) => event.sender === own && !underWay.has(event.envelope))
        .filter(({ event }) => event.kind === 'opened' || unopened.has(event.envelope))
        .map(({ event }) => event.envelope);
    },

    /**
     * Which of these were sealed to a key that the other side has lost since, and can be sealed again: a member who has left signs
     * nothing that is believed from now on.
     *
     * @param sent with the period to which each was sealed, as the node says
     */
    sealedToLostKeys(counterpart: string, sent: readonly { id: string; period: string }[]): string[] {
      const { keys, statement, events } = opened();
      const lost = new Set(
        (proofOf(counterpart)?.statement.periods ?? [])
          .filter(({ compromisedSince }) => compromisedSince !== null)
          .map(({ id }) => id),
      );
      const gone = new Set(statement.members.filter(({ revoked }) => revoked !== null).map(({ number }) => number));
      return sent
        .filter(({ id, period }) => {
          const signers = events.get(`${keys.organisation} ${id}`)?.signers ?? [];
          return lost.has(period) && signers.length > 0 && !signers.some((number) => gone.has(number));
        })
        .map(({ id }) => id);
    },

    /**
     * Seals what was signed before to the receiver's present key: the same event under the same name.
     *
     * @param ids of envelopes to this organisation
     * @throws CryptoError NOT_FOR_US when nothing may be sealed to this organisation
     */
    async sealAgain(counterpart: string, ids: readonly string[]): Promise<SealedEnvelope[]> {
      const { keys, events } = opened();
      const { id: period, recipient } = sealTo(counterpart);
      const envelopes: SealedEnvelope[] = [];
      for (const id of ids) {
        const sent = events.get(`${keys.organisation} ${id}`);
        if (sent?.event.receiver.organisation !== counterpart) continue;
        const sealed = await sealEnvelope({ typ: 'nrm-event', event: signedAgain(sent) }, recipient);
        envelopes.push({ id, receiver: counterpart, period, sealed: toBase64url(sealed), blobs: [] });
      }
      return envelopes;
    },

    /** Messages of a conversation that the own organisation has sent, and that a node still keeps: their envelopes. */
    sentMessages(counterpart: string, thread: string): string[] {
      const { organisation } = opened().keys;
      return inThread(counterpart, thread)
        .filter(({ event, receivedHour }) => {
          const isKept = Date.now() - Date.parse(receivedHour) < GONE_AFTER;
          return event.sender === organisation && event.kind !== 'opened' && isKept && !underWay.has(event.envelope);
        })
        .map(({ event }) => event.envelope);
    },

    /**
     * @param nodeKey public key of the node as base64url
     * @param receipts as the node shows them now
     * @returns by envelope: the beginning of the hour in which it was stored; null where the receipt does not fit what was sent
     */
    async checkReceipts(
      counterpart: string,
      nodeKey: string,
      receipts: readonly { id: string; receipt: string }[],
    ): Promise<Map<string, string | null>> {
      const sender = opened().keys.organisation;
      const checked = receipts.map(async ({ id, receipt }) => {
        const sent = { envelope: id, sender, receiver: counterpart, sha256: sealedHashes.get(id) ?? null };
        return [id, await checkReceipt(receipt, nodeKey, sent)] as const;
      });
      return new Map(await Promise.all(checked));
    },

    /** Envelopes that are not shown, and why. */
    refusedEnvelopes(): Omit<MailboxRecord, 'event' | 'checkpoint'>[] {
      return [...opened().records.values()].flatMap(({ event: _, checkpoint, ...record }) => {
        if (record.refused !== null) return [record];
        const unproved = new Set(checkpoint?.unproved.map(({ organisation }) => organisation));
        return [...unproved].map((sender) => ({ ...record, sender, refused: 'SENDER_UNPROVED' }));
      });
    },

    /** Nothing leaves the device. */
    searchMessages(words: string): ListedConversation[] {
      return searchConversations(opened().keys.organisation, known(), words);
    },

    newThread(): string {
      return toBase64url(randomBytes(THREAD_BYTES));
    },

    ownThread(): string {
      return opened().ownThread;
    },

    /** Null as long as the mailbox is not open. */
    trustRecord(): TrustRecord | null {
      return mailbox === null ? null : derive().record;
    },

    /** Whoever compares them with a colleague knows whether a node shows both the same record. */
    async trustRecordWords(): Promise<string> {
      return fingerprint(toUtf8(derive().record.heads.join(' ')));
    },

    /**
     * Signs an act and seals it to the receiver's present key, with a copy to the own organisation and, where it is new, what was
     * seen when it was sealed. Until `noteStored` or `forgetUnsent` says what became of it, nothing else is composed in the same thread.
     *
     * @returns the envelopes, the receiver's first
     * @throws CryptoError TOO_LARGE; NOT_FOR_US when nothing may be sealed to this organisation
     */
    async composeEvent(asked: Act): Promise<SealedEnvelope[]> {
      const envelopes = await inTurn(asked, () => composed(asked, sealTo(asked.receiver)));
      try {
        const seen = seenAt(asked.receiver);
        // Looked at again when it is its turn: what was under way may have said the same.
        const noted = seen === null ? [] : await inTurn(seen, () => composedUnlessNull(seenAt(asked.receiver)));
        return [...envelopes, ...noted];
      } catch (error) {
        forget(envelopes);
        throw error;
      }
    },

    /**
     * Signs an act that needs a second member. Nothing is sealed yet, and nothing counts: a colleague reads it first.
     */
    signFirst(asked: Act): Promise<SignedEvent> {
      const event = eventOf(opened(), inThread(asked.receiver, asked.thread), asked);
      return signEvent(event, openKeys().signingKey);
    },

    /**
     * Signs what a colleague has signed first, and seals it as `composeEvent` does.
     *
     * @returns null when the author has done something else in the thread meanwhile, or it was sent already
     * @throws CryptoError as `signEventToo` and `verifyEvent`; TOO_LARGE; NOT_FOR_US
     */
    async composeTogether(first: SignedEvent): Promise<SealedEnvelope[] | null> {
      const { event } = await verifiedOwn(first);
      const { thread, receiver, author, counter } = event;
      const asked = { receiver: receiver.organisation, thread };
      const envelopes = await inTurn(asked, async () => {
        const target = opened();
        const before = inThread(asked.receiver, thread);
        if (nextCounter(before, event.sender, author) !== counter) return [];
        const both = await signEventToo(first, openKeys().signingKey);
        return sealedAndKept(target, await verifiedOwn(both), both, sealTo(asked.receiver), []);
      });
      return envelopes.length === 0 ? null : envelopes;
    },

    /** What was composed is at the node: what waits behind it may follow. */
    async noteStored(envelopes: readonly SealedEnvelope[]): Promise<void> {
      for (const { id, sealed } of envelopes) sealedHashes.set(id, await sha256(fromBase64url(sealed)));
      settle(envelopes);
    },

    /** What was composed will not be sent after all. */
    forgetUnsent: forget,

    /**
     * For whoever has messages before the eyes: says to the node which envelopes were opened, and to the other side which messages.
     *
     * @param seen their envelopes: what has come meanwhile is not opened yet
     * @returns null when there is nothing new
     */
    async acknowledgeConversation(
      counterpart: string,
      thread: string,
      seen: readonly string[],
    ): Promise<{ acknowledgement: string; opened: SealedEnvelope[] } | null> {
      const { keys, records } = opened();
      const own = keys.organisation;
      if (counterpart === own) return null;
      let acknowledgement = '';
      const told = await inTurn({ receiver: counterpart, thread }, async () => {
        const { messages: unopened, marks } = unacknowledged(own, inThread(counterpart, thread));
        const messages = unopened.filter((envelope) => seen.includes(envelope));
        if (messages.length === 0) return [];
        const due = new Set([...messages, ...marks].slice(0, MOST_ACKNOWLEDGED));
        const named = new Map<string, { id: string; sha256: string }>();
        for (const { id, sha256: hash, event } of records.values()) {
          if (event !== null && event.event.sender === counterpart && due.has(id)) named.set(id, { id, sha256: hash });
        }
        const { signingKey } = openKeys();
        acknowledgement = await signAcknowledgement({ organisation: own, envelopes: [...named.values()] }, signingKey);
        const to = proofOf(counterpart)?.sealTo ?? null;
        const body = { envelopes: messages.slice(0, MOST_ACKNOWLEDGED) };
        return to === null ? [] : composed({ receiver: counterpart, thread, kind: 'opened', body, blobs: [] }, to);
      });
      return acknowledgement === '' ? null : { acknowledgement, opened: told };
    },

    async sealDraft(draft: unknown): Promise<string> {
      const { recipient } = openKeys();
      return toBase64url(await seal(toUtf8(JSON.stringify(draft)), [recipient]));
    },

    /** @throws CryptoError when it was sealed to keys that were replaced */
    async openDraft(sealed: string): Promise<unknown> {
      const { identity } = openKeys();
      return JSON.parse(fromUtf8(await open(fromBase64url(sealed), [identity], 1)));
    },
  };

  /** A checkpoint of which more is certain by now. */
  function isProvedSince({ checkpoint }: MailboxRecord): boolean {
    const isCertain = ({ organisation, statement }: { organisation: string; statement: number }) =>
      (knownSender(organisation)?.statementVersion ?? -1) >= statement;
    return checkpoint?.unproved.some(isCertain) === true;
  }

  /** Composes when nothing is under way in the thread any more. */
  async function inTurn(
    { receiver, thread }: Pick<Act, 'receiver' | 'thread'>,
    compose: () => Promise<SealedEnvelope[]>,
  ): Promise<SealedEnvelope[]> {
    const end = await turn(`${receiver} ${thread}`);
    try {
      const envelopes = await compose();
      const [first] = envelopes;
      if (first === undefined) end();
      else underWay.set(first.id, end);
      return envelopes;
    } catch (error) {
      end();
      throw error;
    }
  }

  function settle(envelopes: readonly SealedEnvelope[]): void {
    for (const { id } of envelopes) {
      underWay.get(id)?.();
      underWay.delete(id);
    }
  }

  /** Nothing, when the keys were locked meanwhile: it was forgotten with them. */
  function forget(envelopes: readonly SealedEnvelope[]): void {
    for (const { id } of envelopes) mailbox?.events.delete(`${mailbox.keys.organisation} ${id}`);
    settle(envelopes);
  }

  async function composedUnlessNull(asked: Act | null): Promise<SealedEnvelope[]> {
    return asked === null ? [] : composed(asked, sealTo(asked.receiver));
  }

  /** Of members of the own organisation, who may still sign. @throws CryptoError */
  async function verifiedOwn(signed: SignedEvent): Promise<VerifiedEvent> {
    const { keys, statement } = opened();
    const { envelope, receiver } = readCaseEvent(parseCanonicalJson(fromBase64url(signed.payload)));
    return verifyEvent(signed, {
      envelope,
      sender: keys.organisation,
      receiver: receiver.organisation,
      certificates: statement.members.filter(({ revoked }) => revoked === null),
      receivedHour: null,
    });
  }

  /** It counts from now on, so that the next one follows it even before it was read. */
  async function composed(asked: Act, to: Period): Promise<SealedEnvelope[]> {
    const target = opened();
    const event = eventOf(target, inThread(asked.receiver, asked.thread), asked);
    const signed = await signEvent(event, openKeys().signingKey);
    const hash = await sha256(fromBase64url(signed.payload));
    const { signatures } = signed;
    return sealedAndKept(target, { hash, event, signers: [target.me.number], signatures }, signed, to, asked.blobs);
  }

  async function sealedAndKept(
    target: OpenMailbox,
    verified: VerifiedEvent,
    signed: SignedEvent,
    to: Period,
    blobs: string[],
  ): Promise<SealedEnvelope[]> {
    const envelopes = await sealedTo(target, verified, signed, to, blobs);
    const receivedHour = toFullHour(new Date(verified.event.at));
    target.events.set(nameOf(verified.event), { ...verified, receivedHour, isUnproven: false });
    return envelopes;
  }

  /** What the proof of an organisation has shown and the trust record does not know; null when that is nothing. */
  function seenAt(organisation: string): Act | null {
    const { keys, ownThread } = opened();
    const proof = organisation === keys.organisation ? null : proofOf(organisation);
    if (proof === null) return null;
    const { state } = proof.vouchedBy;
    const recorded = recordedSeen(derive().record, organisation, state);
    // As the record will take it in: what it would not take is not written again with every message.
    const seen = seenByBoth(recorded, proof.seen);
    if (equalBytes(canonicalJson(seen), canonicalJson(recorded))) return null;
    const body: SeenBody = { organisation, state, seen };
    return { receiver: keys.organisation, thread: ownThread, kind: 'seen', body, blobs: [] };
  }

  function known(): readonly StoredEvent[] {
    return derive().known;
  }

  /** Once for each change of the mailbox, its keys or a proof on which it depends. */
  function derive(): Derived {
    const target = opened();
    const { records, events, keys, statement, ownThread } = target;
    if (derived !== null && isOf(derived.from, target)) return derived;
    const proofs = new Map<string, OrganisationProof | null>();
    const all = believedEvents(target, statement, (organisation) => {
      proofs.set(organisation, proofOf(organisation));
      return senderOf(keys)(organisation);
    });
    const ownThreadEvents = all.filter((each) => isIn(each, keys.organisation, ownThread));
    derived = {
      from: { mailbox: target, records: records.changes, events: events.changes, proofs },
      known: all,
      record: trustRecord(ownThreadEvents),
      cases: casesOf(ownThreadEvents),
    };
    return derived;
  }

  function isOf({ mailbox: before, records, events, proofs }: Derived['from'], now: OpenMailbox): boolean {
    return (
      before === now &&
      records === now.records.changes &&
      events === now.events.changes &&
      [...proofs].every(([organisation, proof]) => proofOf(organisation) === proof)
    );
  }

  function isIn(stored: StoredEvent, counterpart: string, thread: string): boolean {
    return stored.event.thread === thread && counterpartOf(opened().keys.organisation, stored) === counterpart;
  }

  function inThread(counterpart: string, thread: string): StoredEvent[] {
    return known().filter((each) => isIn(each, counterpart, thread));
  }

  function senderOf({ organisation: own, own: ours }: MailboxKeys): (organisation: string) => KnownSender | null {
    return (organisation) => (organisation === own ? ours : knownSender(organisation));
  }

  function knownSender(organisation: string): KnownSender | null {
    const proof = proofOf(organisation);
    // Whose key it is, somebody has to find out first.
    if (proof === null || proof.stops.some(({ code }) => UNCONFIRMED.has(code))) return null;
    return knownAs(proof.statement, proof.revoked?.since ?? null);
  }

  function sealTo(organisation: string): Period {
    const { keys, statement } = opened();
    const period =
      organisation === keys.organisation ? statement.periods.find(isCurrent) : proofOf(organisation)?.sealTo;
    if (period == null) throw new CryptoError('NOT_FOR_US', 'Nothing may be sealed to this organisation now.');
    return period;
  }
}

async function ownThreadOf(organisation: string): Promise<string> {
  const hash = await sha256(toUtf8(`nrm own thread of ${organisation}`));
  return toBase64url(fromHex(hash).slice(0, THREAD_BYTES));
}

function knownAs({ members, version }: Statement, revokedSince: string | null): KnownSender {
  return { certificates: members, statementVersion: version, revokedSince };
}

async function refusedUnproved(
  { sealed, ...stored }: StoredEnvelope,
  known: KnownSender | null,
): Promise<MailboxRecord> {
  const hash = await sha256(bytesOf(sealed));
  return { ...stored, sha256: hash, event: null, refused: known === null ? 'SENDER_UNPROVED' : 'UNKNOWN_AUTHOR' };
}

function isToItself({ sender, receiver }: CaseEvent): boolean {
  return sender === receiver.organisation;
}

/** An act as its author signs it, after all that is known of its thread. */
function eventOf(
  { keys, statement, me }: Pick<OpenMailbox, 'keys' | 'statement' | 'me'>,
  before: readonly StoredEvent[],
  { receiver, thread, kind, body }: Act,
): CaseEvent {
  const sender = keys.organisation;
  return {
    envelope: globalThis.crypto.randomUUID(),
    sender,
    receiver: { scheme: 'period', organisation: receiver },
    thread,
    author: me.number,
    statement: statement.version,
    counter: nextCounter(before, sender, me.number),
    at: toTimestamp(new Date()),
    after: endsToFollow(before, MOST_HEADS),
    kind,
    body,
  };
}

/** @returns the receiver's first; a copy for the own organisation where it is another one */
async function sealedTo(
  { keys, statement }: Pick<OpenMailbox, 'keys' | 'statement'>,
  { event }: Pick<VerifiedEvent, 'event'>,
  signed: SignedEvent,
  to: Period,
  blobs: string[],
): Promise<SealedEnvelope[]> {
  const own = keys.organisation;
  const receiver = event.receiver.organisation;
  const sealed = await sealEnvelope({ typ: 'nrm-event', event: signed }, to.recipient);
  const envelopes = [{ id: event.envelope, receiver, period: to.id, sealed: toBase64url(sealed), blobs }];
  if (receiver === own) return envelopes;
  const ours = statement.periods.find(isCurrent);
  if (ours === undefined) throw new CryptoError('NOT_FOR_US', 'Your organisation has no current key.');
  const content = { typ: 'nrm-copy', envelope: event.envelope, receiver, event: signed } as const;
  const copy = toBase64url(await sealEnvelope(content, ours.recipient));
  // Names the files too, so that they stay as long as the sender has them.
  return [...envelopes, { id: globalThis.crypto.randomUUID(), receiver: own, period: ours.id, sealed: copy, blobs }];
}
