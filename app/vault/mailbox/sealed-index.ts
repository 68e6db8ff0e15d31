import { open, seal } from '#crypto/age.ts';
import { type Bytes, fromUtf8, randomBytes, toUtf8 } from '#crypto/bytes.ts';
import type { MemberKeys } from '#crypto/member-keys.ts';
import { KEY_BYTES, unwrap, wrap } from '#crypto/wrap.ts';
import type { MailboxRecord } from './mailbox-record.ts';

/**
 * What this device has opened, so that it need not open it again: sealed under a key of its own, which only the member's keys open.
 * Whoever takes the device finds how many parts there are and how long they are. When the member has new keys it begins anew.
 */
export interface SealedIndex {
  records: MailboxRecord[];
  /** Up to which envelope the mailbox was read; null: from the beginning. */
  cursor: string | null;
  /** Adds what was opened, and how far it goes. */
  add(records: readonly MailboxRecord[], cursor: string): Promise<void>;
  /** The mailbox is read from its beginning again, such as after one was given keys that were missing. @param kept of what is known */
  beginAnew(kept: readonly MailboxRecord[]): Promise<void>;
}

interface Part {
  /** Up to where the part before it went. */
  from: string | null;
  cursor: string | null;
  records: readonly MailboxRecord[];
}

/** Until a part has so many records it grows: thousands of small ones, each opened by itself, would take seconds. */
const FULL = 100;

const KEYS = 'keys';
const PARTS = 'parts';
const PART = toUtf8('part of a mailbox index');

/** @param owner names whose index it is on a device that several people use: hashed, so that it names nobody */
export async function openSealedIndex(owner: string, { identity, recipient }: MemberKeys): Promise<SealedIndex> {
  const database = await openDatabase(`nrm-mailbox-${owner}`);
  const key = (await readKey(database, identity)) ?? (await beginAnew(database, recipient));
  const store = database.transaction(PARTS).objectStore(PARTS);
  const [places, sealed] = await Promise.all([ask(store.getAllKeys()), ask(store.getAll() as IDBRequest<Bytes[]>)]);
  let last: { place: IDBValidKey; part: Part } | null = null;
  const index: SealedIndex = {
    records: [],
    cursor: null,
    async add(records, cursor) {
      const growing = last !== null && last.part.records.length < FULL ? last : null;
      const part: Part = growing
        ? { ...growing.part, cursor, records: [...growing.part.records, ...records] }
        : { from: index.cursor, cursor, records };
      const bytes = await sealPart(key, part);
      const place = await write(database, (parts) => (growing ? parts.put(bytes, growing.place) : parts.add(bytes)));
      last = { place, part };
      index.cursor = cursor;
    },
    async beginAnew(kept) {
      const part: Part = { from: null, cursor: null, records: kept };
      const bytes = await sealPart(key, part);
      const place = await write(database, (parts) => {
        parts.clear();
        return parts.add(bytes);
      });
      last = { place, part };
      index.records = [...kept];
      index.cursor = null;
    },
  };
  const parts = await Promise.all(sealed.map((bytes) => readPart(key, bytes)));
  for (const [at, part] of parts.entries()) {
    const place = places[at] as IDBValidKey;
    // One that goes on from elsewhere was added by another window, or comes after one that is missing: opened again.
    if (part === null || part.from !== index.cursor) {
      await write(database, (store) => store.delete(place));
      continue;
    }
    index.records.push(...part.records);
    index.cursor = part.cursor;
    last = { place, part };
  }
  return index;
}

function sealPart(key: Bytes, part: Part): Promise<Bytes> {
  return wrap(key, toUtf8(JSON.stringify(part)), PART);
}

async function readPart(key: Bytes, sealed: Bytes): Promise<Part | null> {
  try {
    return JSON.parse(fromUtf8(await unwrap(key, sealed, PART))) as Part;
  } catch {
    return null;
  }
}

/** @returns null when there is none, or one of keys that were replaced */
async function readKey(database: IDBDatabase, identity: string): Promise<Bytes | null> {
  const sealed = (await ask(database.transaction(KEYS).objectStore(KEYS).get(0))) as Bytes | undefined;
  if (sealed === undefined) return null;
  return open(sealed, [identity], 1).catch(() => null);
}

async function beginAnew(database: IDBDatabase, recipient: string): Promise<Bytes> {
  const key = randomBytes(KEY_BYTES);
  const sealed = await seal(key, [recipient]);
  const transaction = database.transaction([KEYS, PARTS], 'readwrite');
  transaction.objectStore(PARTS).clear();
  await ask(transaction.objectStore(KEYS).put(sealed, 0));
  return key;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(PARTS, { autoIncrement: true });
  };
  return ask(request);
}

/** @returns when it is on the device: a full one may refuse it only at the end */
function write<Result>(database: IDBDatabase, change: (parts: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const transaction = database.transaction(PARTS, 'readwrite');
  const request = change(transaction.objectStore(PARTS));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
  });
}

function ask<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
