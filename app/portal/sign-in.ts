import {
  type FactorNeeded,
  FinishPasskeySignInDocument,
  FinishSignInDocument,
  FinishWithPasskeyDocument,
  FinishWithTotpDocument,
  StartPasskeySignInDocument,
  StartSignInDocument,
} from '#app/queries/portal/sign-in.ts';
import { noteOpened, vault } from '#app/vault/vault.ts';
import { askPortal, PortalRefusal, unlessRefused } from './ask.ts';
import { deviceName } from './device-name.ts';
import { askPasskey } from './passkey.ts';

/**
 * Signs in and opens the keys. The passphrase goes to the vault and no further.
 *
 * @returns what is still due, or null when the keys are open
 * @throws PortalRefusal
 */
export async function signIn(name: string, passphrase: string): Promise<FactorNeeded | null> {
  const own = vault();
  const startLoginRequest = await own.startSignIn(passphrase);
  const started = unlessRefused((await askPortal(StartSignInDocument, { name, startLoginRequest })).startSignIn);
  const finishLoginRequest = await own.finishSignIn(started.loginResponse);
  const proof = { signIn: started.id, finishLoginRequest, device: thisDevice() };
  return open(unlessRefused((await askPortal(FinishSignInDocument, proof)).finishSignIn));
}

/** @throws PortalRefusal */
export async function finishWithTotp({ signIn: id }: FactorNeeded, code: string): Promise<void> {
  const proof = { signIn: id, code, device: thisDevice() };
  await open(unlessRefused((await askPortal(FinishWithTotpDocument, proof)).finishWithTotp));
}

/** @throws PortalRefusal */
export async function finishWithPasskey({ signIn: id, passkeyOptions }: FactorNeeded): Promise<void> {
  if (passkeyOptions === null) throw new PortalRefusal('NO_SUCH_FACTOR');
  const { response } = await askPasskey(passkeyOptions);
  const proof = { signIn: id, response, device: thisDevice() };
  await open(unlessRefused((await askPortal(FinishWithPasskeyDocument, proof)).finishWithPasskey));
}

/**
 * Signs in with a passkey alone, which opens the keys as well.
 *
 * @throws PortalRefusal PASSKEY_OPENS_NOTHING when it is a second factor only
 */
export async function signInWithPasskey(): Promise<void> {
  const { options } = unlessRefused((await askPortal(StartPasskeySignInDocument, {})).startPasskeySignIn);
  const { id, response, secret } = await askPasskey(options);
  if (secret === null) throw new PortalRefusal('PASSKEY_OPENS_NOTHING');
  await vault().enterByPasskey(id, secret);
  const proof = { response, device: thisDevice() };
  await open(unlessRefused((await askPortal(FinishPasskeySignInDocument, proof)).finishPasskeySignIn));
}

/** @returns what is still due; else the keys are open */
export async function open(
  outcome: { __typename: 'Me'; id: string; bundle: string } | FactorNeeded,
): Promise<FactorNeeded | null> {
  if (outcome.__typename === 'FactorNeeded') return outcome;
  await vault().open(outcome.id, outcome.bundle);
  noteOpened();
  return null;
}

export function thisDevice(): string {
  return deviceName(navigator.userAgent);
}
