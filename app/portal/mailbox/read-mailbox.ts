import { MailboxDocument } from '#app/queries/portal/mailbox.ts';
import { onLockChange, vault } from '#app/vault/vault.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import { askPortal, PortalRefusal } from '../ask.ts';
import { readOrganisation } from '../organisation/organisation.ts';
import { prove } from '../prove.ts';
import { dropDraftsOfWhatIsOver } from './drafts-of-what-is-over.ts';
import { keepOn } from './keep-on.ts';

export const MAILBOX = ['mailbox'];

/** Told after each page that was opened: how many envelopes since it began. */
export type OnProgress = (opened: number) => void;

/** For so long a proof counts for what is read; whoever writes proves anew. In milliseconds. */
const PROVED_FOR = 5 * 60_000;
const provedAt = new Map<string, number>();

let reading: Promise<void> = Promise.resolve();
// What was asked of a worker that has ended is never answered.
onLockChange(() => {
  reading = Promise.resolve();
});

/**
 * Reads what the mailbox has got since it was read last, opens it in the vault and keeps it there. One after the other: whoever asks
 * meanwhile waits for the same.
 *
 * @throws PortalRefusal NOT_A_CASEWORKER; the signal's reason when it was stopped, and what was opened until then is kept
 */
export function readMailbox(onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  reading = reading.catch(() => undefined).then(() => readToItsEnd(onProgress, signal));
  return reading;
}

/** What colleagues compared may stand behind what it proves. */
async function readToItsEnd(onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  await openMailbox();
  const before = await vault().trustRecord();
  await readOn(onProgress, signal);
  const after = await vault().trustRecord();
  const isCompared = before?.heads.join() !== after?.heads.join() && (await vault().mayShowMore());
  for (const organisation of await vault().neededForCheckpoints()) await proveForReading(organisation);
  if (isCompared || (await vault().isMoreCertain())) {
    provedAt.clear();
    await vault().openAgain();
    await readOn(onProgress, signal);
  }
  await vault().noteWhole();
  // Nobody waits for these: what cannot be done now is tried again at the next reading.
  void keepOn().catch(() => undefined);
  void tidyDrafts().catch(() => undefined);
}

async function tidyDrafts(): Promise<void> {
  const own = await readOrganisation();
  if (own !== null) await dropDraftsOfWhatIsOver(own.id);
}

/** Opens the mailbox with the keys that the organisation has now. @throws PortalRefusal NOT_A_CASEWORKER; CryptoError */
export async function openMailbox(): Promise<void> {
  const own = await readOrganisation();
  const me = own?.members.find(({ isMe }) => isMe);
  if (own === null || me?.roles.includes('caseworker') !== true) throw new PortalRefusal('NOT_A_CASEWORKER');
  await vault().openMailbox(me.accountId, own);
}

/** From where the vault says, which may go back on the way: when missing keys have come. */
async function readOn(onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  for (let opened = 0; ; ) {
    signal?.throwIfAborted();
    const after = await vault().readUpTo();
    const { edges, pageInfo } = (await askPortal(MailboxDocument, { after })).mailbox;
    const page = edges.map(({ node: { receivedHour, ...envelope } }) => ({
      ...envelope,
      receivedHour: toTimestamp(new Date(receivedHour)),
    }));
    const { endCursor } = pageInfo;
    if (page.length === 0 || endCursor === null) return;
    await takeIn(page, { after, cursor: endCursor });
    opened += page.length;
    onProgress(opened);
    if (!pageInfo.hasNextPage && (await vault().readUpTo()) === endCursor) return;
  }
}

type Page = Parameters<ReturnType<typeof vault>['takeIn']>[0];
type Place = Parameters<ReturnType<typeof vault>['takeIn']>[1];

async function takeIn(page: Page, place: Place): Promise<void> {
  for (const sender of new Set(page.map((envelope) => envelope.sender))) await proveForReading(sender);
  const needed = await vault().takeIn(page, place, false);
  if (needed.length === 0) return;
  // A colleague may have begun a new period, or a newer statement be there.
  await openMailbox();
  for (const organisation of needed) await prove(organisation).catch(() => undefined);
  await vault().takeIn(page, place, true);
}

/** An organisation that cannot be proved now is refused by the vault, envelope by envelope. */
async function proveForReading(organisation: string): Promise<void> {
  if (Date.now() - (provedAt.get(organisation) ?? 0) < PROVED_FOR) return;
  await prove(organisation).then(
    ({ outcome }) => (outcome === 'proved' ? provedAt.set(organisation, Date.now()) : null),
    () => undefined,
  );
}
