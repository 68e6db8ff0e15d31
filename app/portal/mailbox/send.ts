import type { VariablesOf } from '#app/queries/graphql.ts';
import { AcknowledgeDocument, PostEnvelopesDocument } from '#app/queries/portal/mailbox.ts';
import type { Act, SealedEnvelope } from '#app/vault/mailbox/mailbox-vault.ts';
import type { ProvedKey } from '#app/vault/prove-key.ts';
import { vault } from '#app/vault/vault.ts';
import type { ToSign } from '#casework/case/second-signature.ts';
import { askPortal, PortalRefusal, unlessRefused } from '../ask.ts';
import { prove } from '../prove.ts';
import { untilAnswered } from '../until-answered.ts';
import { clockDifference } from './clock.ts';
import { openMailbox } from './read-mailbox.ts';

/**
 * Seals and posts. What was sealed goes on being posted when the connection is lost, even after the keys are locked; each envelope is
 * stored once, however often it arrives.
 *
 * @param when.onWaiting told when there is no connection, and it will be tried again
 * @param when.uploaded once the files are on the node: before, it takes no envelope that names them
 * @param when.notAfter in milliseconds since 1970: later it is not posted any more, and CONSENT_LAPSED is the refusal
 * @returns whether it had to be sealed twice, because the receiver changed its key meanwhile
 * @throws PortalRefusal, MAILBOX_NOT_READ before the mailbox was read to its end; CryptoError. Nothing was sent then
 */
export function send(outgoing: Act, own: string, when: When = {}): Promise<{ isSealedAnew: boolean }> {
  return sendComposed(outgoing.receiver, own, () => vault().composeEvent(outgoing), when);
}

/**
 * Sends, after having signed it too, what a colleague signed first.
 *
 * @throws as `send`; PortalRefusal NOT_OPEN_NOW when it was sent already, or its author did something else there meanwhile
 */
export async function sendTogether({ receiver, signed }: Pick<ToSign, 'receiver' | 'signed'>, own: string) {
  const compose = async () => {
    const envelopes = await vault().composeTogether(signed);
    if (envelopes === null) throw new PortalRefusal('NOT_OPEN_NOW');
    return envelopes;
  };
  await sendComposed(receiver, own, compose, {});
}

async function sendComposed(
  receiver: string,
  own: string,
  compose: () => Promise<SealedEnvelope[]>,
  { onWaiting, uploaded = Promise.resolve(), notAfter = Number.POSITIVE_INFINITY }: When,
): Promise<{ isSealedAnew: boolean }> {
  if (!(await vault().isWhole())) throw new PortalRefusal('MAILBOX_NOT_READ');
  for (let attempt = 0; ; attempt++) {
    if (receiver !== own) await proveForSealing(receiver);
    const envelopes = await compose();
    const code = await settled(
      envelopes,
      uploaded.then(() => post(envelopes, onWaiting, notAfter), codeOfRefusal),
    );
    if (code === null) return { isSealedAnew: attempt > 0 };
    if (code !== 'PERIOD_OVER' || attempt > 1) throw new PortalRefusal(code);
    // Theirs is proved anew in any case; it may be ours that a colleague has ended.
    await openMailbox();
  }
}

interface When {
  onWaiting?: (() => void) | undefined;
  uploaded?: Promise<void>;
  notAfter?: number;
}

/** What was not stored is not shown, and nothing is said to follow it. @param sending answers null when everything is stored */
async function settled(envelopes: readonly SealedEnvelope[], sending: Promise<string | null>): Promise<string | null> {
  let isStored = false;
  try {
    const code = await sending;
    isStored = code === null;
    return code;
  } finally {
    if (isStored) await vault().noteStored(envelopes);
    else await vault().forgetUnsent(envelopes);
  }
}

/** The other side cannot be told now; the node can. */
const NOT_TAKEN = ['BLOCKED', 'RECEIVER_CLOSED', 'PERIOD_OVER'];

/**
 * Says to the node and to the other side what was opened.
 *
 * @param seen envelopes of what somebody has before the eyes
 * @returns whether the other side was told something new
 * @throws PortalRefusal
 */
export async function acknowledge(counterpart: string, thread: string, seen: readonly string[]): Promise<boolean> {
  if (!(await vault().isWhole())) return false;
  for (let attempt = 0; ; attempt++) {
    // Without a proof the node is told, and the other side later.
    await prove(counterpart).catch(() => undefined);
    const due = await vault().acknowledgeConversation(counterpart, thread, seen);
    if (due === null) return false;
    const { acknowledgement, opened } = due;
    const code = await settled(opened, told(acknowledgement, opened));
    if (code === null) return opened.length > 0;
    if (!NOT_TAKEN.includes(code)) throw new PortalRefusal(code);
    if (code !== 'PERIOD_OVER' || attempt > 0) {
      await tell(acknowledgement, []);
      return false;
    }
    await openMailbox();
  }
}

/** @returns the code of the refusal; null when the node and the other side are told */
async function told(acknowledgement: string, opened: readonly SealedEnvelope[]): Promise<string | null> {
  const code = await codeOf(tell(acknowledgement, opened));
  if (code !== 'BAD_ACKNOWLEDGEMENT' || opened.length === 0) return code;
  // The node was told before, such as by a colleague: the mark goes as a message does.
  await tell(acknowledgement, []);
  return post([...opened]);
}

async function tell(acknowledgement: string, opened: readonly SealedEnvelope[]): Promise<void> {
  const asked = { acknowledgement, opened: [...opened] };
  unlessRefused((await askPortal(AcknowledgeDocument, asked)).acknowledgeEnvelopes);
}

async function codeOf(doing: Promise<void>): Promise<string | null> {
  return doing.then(
    () => null,
    (error) => codeOfRefusal(error),
  );
}

/**
 * Proves that something may be sealed to an organisation, by the clock of the device and by that of the node.
 *
 * @throws PortalRefusal NOT_SEALED
 */
export async function proveForSealing(organisation: string): Promise<ProvedKey> {
  const difference = await clockDifference();
  if (difference.isLarge) assertSealable(await prove(organisation, new Date(Date.now() + difference.milliseconds)));
  const proved = await prove(organisation);
  assertSealable(proved);
  return proved;
}

function assertSealable(proved: ProvedKey): void {
  if (proved.outcome === 'refused' || proved.proof.sealTo === null) throw new PortalRefusal('NOT_SEALED');
}

/** @returns the code of the refusal; null when it is stored */
async function post(
  input: VariablesOf<typeof PostEnvelopesDocument>['input'],
  onWaiting?: () => void,
  notAfter = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  const { postEnvelopes } = await untilAnswered(async () => {
    if (Date.now() > notAfter) throw new PortalRefusal('CONSENT_LAPSED');
    return askPortal(PostEnvelopesDocument, { input });
  }, onWaiting);
  if (postEnvelopes.__typename !== 'Refusal') return null;
  const hasFiles = input.some(({ blobs }) => (blobs ?? []).length > 0);
  return postEnvelopes.code === 'WAIT_FOR_ANSWER' && hasFiles ? 'FILES_WAIT_FOR_ANSWER' : postEnvelopes.code;
}

/** @throws what is no refusal */
function codeOfRefusal(error: unknown): string {
  if (error instanceof PortalRefusal) return error.code;
  throw error;
}
