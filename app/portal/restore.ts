import { OpenKitDocument, RestoreDocument } from '#app/queries/portal/recovery-kit.ts';
import { vault } from '#app/vault/vault.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { askPortal, unlessRefused } from './ask.ts';
import { start } from './set-up.ts';

/**
 * Makes the account of a new administrator, whom the printed kit certifies.
 *
 * @returns the sign-in name
 * @throws PortalRefusal; CryptoError BAD_RECOVERY_KIT
 */
export async function restore(kit: string, name: string, passphrase: string): Promise<string> {
  const own = vault();
  const holder = await own.startRestoring(kit);
  const opened = unlessRefused((await askPortal(OpenKitDocument, holder)).openKit);
  const started = await start(own, null, name, passphrase);
  const made = await own.finishRestoring(started, opened, opened.firstRoles as MemberRole[]);
  unlessRefused((await askPortal(RestoreDocument, { ...holder, ...made, signInName: name })).restoreWithKit);
  return name;
}
