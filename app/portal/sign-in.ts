import { FinishSignInDocument, StartSignInDocument } from '#app/queries/portal/sign-in.ts';
import { noteOpened, vault } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from './ask.ts';
import { deviceName } from './device-name.ts';

/**
 * Signs in and opens the keys. The passphrase goes to the vault and no further.
 *
 * @throws PortalRefusal
 */
export async function signIn(name: string, passphrase: string): Promise<void> {
  const own = vault();
  const startLoginRequest = await own.startSignIn(passphrase);
  const started = unlessRefused((await askPortal(StartSignInDocument, { name, startLoginRequest })).startSignIn);
  const finishLoginRequest = await own.finishSignIn(started.loginResponse);
  const finished = unlessRefused(
    (
      await askPortal(FinishSignInDocument, {
        signIn: started.id,
        finishLoginRequest,
        device: deviceName(navigator.userAgent),
      })
    ).finishSignIn,
  );
  await own.open(finished.id, finished.bundle);
  noteOpened();
}
