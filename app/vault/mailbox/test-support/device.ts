import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import type { MailboxRecord, StoredEnvelope } from '../mailbox-record.ts';
import { mailboxVault, type SealedEnvelope } from '../mailbox-vault.ts';
import type { openSealedIndex, SealedIndex } from '../sealed-index.ts';
import type { InventedOrganisation } from './invented-organisation.ts';

/** The hour in which a node stores something unless it says otherwise. */
export const HOUR = '2026-11-22T10:00:00Z';

/** A member's device: what it has opened stays on it when it is locked. */
export class Device {
  readonly organisation: InventedOrganisation;
  readonly proofs = new Map<string, OrganisationProof>();
  /** Asked when something newer is needed of an organisation. */
  proveAnew: (organisation: string) => Promise<void> = async () => undefined;
  /** Set to have the next write to the device fail. */
  isFull = false;
  vault: ReturnType<typeof mailboxVault>;
  readonly #member: number;
  #pages = 0;
  #kept: { records: MailboxRecord[]; cursor: string | null } = { records: [], cursor: null };

  constructor(organisation: InventedOrganisation, member = 1) {
    this.organisation = organisation;
    this.#member = member;
    this.vault = this.#newVault();
  }

  /** Reads a page of the mailbox as pages do: with everything that can be proved, and anew where something is missing. */
  async read(page: readonly StoredEnvelope[]): Promise<void> {
    const cursor = String(++this.#pages);
    await this.open();
    const needed = await this.vault.takeIn(page, { after: this.vault.readUpTo(), cursor }, false);
    if (needed.length === 0) return;
    await this.open();
    for (const organisation of needed) await this.proveAnew(organisation);
    await this.vault.takeIn(page, { after: this.vault.readUpTo(), cursor }, true);
  }

  async open(): Promise<string | null> {
    await this.vault.openMailbox('account', this.organisation.own(this.#member));
    return this.vault.readUpTo();
  }

  /** Everything in memory is gone. */
  async startAnew(): Promise<void> {
    this.vault = this.#newVault();
    await this.open();
  }

  /** A message that the node has taken. */
  async write(receiver: InventedOrganisation, thread: string, text: string): Promise<SealedEnvelope[]> {
    const envelopes = await this.compose(receiver, thread, text);
    await this.vault.noteStored(envelopes);
    return envelopes;
  }

  /** A message that is under way. */
  async compose(receiver: InventedOrganisation, thread: string, text: string): Promise<SealedEnvelope[]> {
    await this.open();
    const body = { text, language: 'en', attachments: [] };
    return this.vault.composeEvent({ receiver: receiver.id, thread, kind: 'message', body, blobs: [] });
  }

  /** How many envelopes are kept on the device. */
  get kept(): number {
    return this.#kept.records.length;
  }

  /** The codes of what is not shown. */
  refused(): (string | null)[] {
    return this.vault.refusedEnvelopes().map(({ refused }) => refused);
  }

  conversation(counterpart: InventedOrganisation, thread: string) {
    return this.vault.conversation(counterpart.id, thread).conversation;
  }

  /** Somebody has all of a conversation before the eyes. */
  acknowledge(counterpart: InventedOrganisation, thread: string) {
    const seen = this.conversation(counterpart, thread).entries.map(({ envelope }) => envelope);
    return this.vault.acknowledgeConversation(counterpart.id, thread, seen);
  }

  texts(counterpart: InventedOrganisation, thread: string): (string | undefined)[] {
    return this.conversation(counterpart, thread).entries.map(({ message }) => message?.text);
  }

  #newVault() {
    const keys = this.organisation.keysOf(this.#member);
    return mailboxVault(
      () => keys,
      (organisation) => this.proofs.get(organisation) ?? null,
      this.#openIndex,
    );
  }

  readonly #openIndex: typeof openSealedIndex = async () => {
    const index: SealedIndex = {
      ...structuredClone(this.#kept),
      add: async (records, cursor) => {
        if (this.isFull) {
          this.isFull = false;
          throw new Error('The device is full.');
        }
        this.#kept = { records: [...this.#kept.records, ...structuredClone(records)], cursor };
        index.cursor = cursor;
      },
      beginAnew: async (kept) => {
        this.#kept = { records: structuredClone([...kept]), cursor: null };
        Object.assign(index, structuredClone(this.#kept));
      },
    };
    return index;
  };
}

/** What the receiver's node then hands out, and the sender's. */
export function stored(envelope: SealedEnvelope | undefined, sender: InventedOrganisation, receivedHour = HOUR) {
  if (envelope === undefined) throw new Error('Nothing was sealed.');
  const { id, period, sealed } = envelope;
  return { id, sender: sender.id, receivedHour, period, sealed } satisfies StoredEnvelope;
}
