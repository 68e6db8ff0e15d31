import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import type { SignInNode } from './node.ts';
import { enter } from './second-step.ts';
import { askForPasskey, verifyPasskey } from './web-authn.ts';

/** A passkey that verified its person is two factors in one: what one has, and what one knows or is. */

/**
 * Asks for whichever passkey the browser has for this node: no name is sent, so nothing is told about names.
 *
 * @returns options for `navigator.credentials.get`, as JSON
 * @throws Refusal TOO_MANY_TRIES
 */
export async function startPasskeySignIn(sql: Database, node: SignInNode, from: string): Promise<string> {
  await node.throttle.countVisit(from);
  return askForPasskey(sql, node, null);
}

/**
 * @returns the token of a new session
 * @throws Refusal CHALLENGE_SPENT, UNKNOWN_PASSKEY, BAD_PASSKEY, PASSKEY_CLONED, PASSKEY_OPENS_NOTHING
 */
export async function finishPasskeySignIn(
  sql: Database,
  node: SignInNode,
  asked: { response: string; device: string; from: string; replaces: string | null },
): Promise<{ token: string }> {
  await node.throttle.countVisit(asked.from);
  const { accountId, mayOpenBundle } = await verifyPasskey(sql, node, null, asked.response);
  if (!mayOpenBundle) {
    throw new Refusal(
      'PASSKEY_OPENS_NOTHING',
      'This passkey is a second factor and does not open your keys: please sign in with your passphrase.',
    );
  }
  return enter(sql, { accountId, device: asked.device, via: 'passkey', replaces: asked.replaces });
}
