import { FinishSetUpDocument, StartSetUpDocument } from '#app/queries/portal/set-up.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from './ask.ts';

/**
 * Makes an account by a one-time link: its keys are made in the vault and leave it sealed.
 *
 * @returns the sign-in name as the node keeps it
 * @throws PortalRefusal
 */
export async function setUp(link: string, name: string, passphrase: string): Promise<string> {
  const own = vault();
  const registrationRequest = await own.startSetUp(passphrase);
  const { accountId, registrationResponse } = unlessRefused(
    (await askPortal(StartSetUpDocument, { link, name, registrationRequest })).startSetUp,
  );
  const { registrationRecord, bundle } = await own.finishSetUp(accountId, registrationResponse);
  const { signInName } = unlessRefused(
    (await askPortal(FinishSetUpDocument, { link, accountId, name, registrationRecord, bundle })).finishSetUp,
  );
  return signInName;
}
