import type { Opener } from '#crypto/bundle.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import type { SignInNode } from './node.ts';
import { answerRegistration, assertRecord } from './opaque-server.ts';
import { bundleWith } from './openers.ts';
import { assertChanged, type ChangeRefusal } from './outcome.ts';
import type { Viewer } from './sessions.ts';

/** @throws Refusal BAD_OPAQUE */
export function startNewPassphrase(node: SignInNode, viewer: Viewer, request: string): Promise<string> {
  return answerRegistration(node.opaqueSetUp, viewer.signInName, request);
}

/**
 * The new passphrase signs in and opens the keys from here on, the old one neither; other sessions end. A recovery code by
 * which somebody came is used up with it.
 *
 * @param sql in a session
 * @param opener of the bundle, under the new passphrase
 * @throws Refusal BAD_OPAQUE, BAD_BUNDLE, SIGN_IN_AGAIN
 */
export async function finishNewPassphrase(
  sql: Database,
  viewer: Viewer,
  { record, opener }: { record: string; opener: Opener },
): Promise<void> {
  assertRecord(record);
  if (opener.kind !== 'passphrase') throw new Refusal('BAD_BUNDLE', 'This does not open the keys by a passphrase.');
  const bundle = await bundleWith(sql, opener, ({ kind }) => {
    if (kind === 'recovery') return viewer.via === 'recovery_code' || viewer.via === 'recovery_confirmed';
    return kind === 'passphrase' || viewer.via === 'recovery_confirmed';
  });
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`select gate.change_passphrase(${record}, ${bundle}) as refused`,
  );
}
