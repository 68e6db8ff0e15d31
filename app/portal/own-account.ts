import {
  AddPasskeyDocument,
  ConfirmTotpDocument,
  LetPasskeyOpenDocument,
  OfferTotpDocument,
  RemovePasskeyDocument,
  RemoveTotpDocument,
  StartPasskeyDocument,
} from '#app/queries/portal/factors.ts';
import { BundleDocument } from '#app/queries/portal/me.ts';
import {
  FinishNewPassphraseDocument,
  KeepRecoveryCodeDocument,
  StartNewPassphraseDocument,
} from '#app/queries/portal/recovery.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal, PortalRefusal, unlessRefused } from './ask.ts';
import { derive, makePasskey } from './passkey.ts';

/** Changes of what opens one's own account. Each adds a way into the sealed keys, or takes one away, and leaves the keys alone. */

export async function offerTotp(): Promise<{ secret: string; address: string }> {
  return unlessRefused((await askPortal(OfferTotpDocument, {})).offerTotp);
}

export async function confirmTotp(code: string): Promise<void> {
  unlessRefused((await askPortal(ConfirmTotpDocument, { code })).confirmTotp);
}

export async function removeTotp(): Promise<void> {
  unlessRefused((await askPortal(RemoveTotpDocument, {})).removeTotp);
}

/**
 * @param mayOpen whether it is to open the keys as well
 * @throws PortalRefusal CANNOT_OPEN when it was added, but derives no key
 */
export async function addPasskey(name: string, mayOpen: boolean): Promise<void> {
  const { options } = unlessRefused((await askPortal(StartPasskeyDocument, {})).startPasskey);
  const made = await makePasskey(options);
  unlessRefused((await askPortal(AddPasskeyDocument, { response: made.response, name })).addPasskey);
  if (!mayOpen) return;
  const secret = made.secret ?? (await derive(made.id));
  if (secret === null) throw new PortalRefusal('CANNOT_OPEN');
  const { id, bundle } = await ownBundle();
  const opener = await vault().passkeyOpener(id, bundle, made.id, secret);
  unlessRefused((await askPortal(LetPasskeyOpenDocument, { opener })).letPasskeyOpen);
  await vault().acceptOffered();
}

export async function removePasskey(passkey: string): Promise<void> {
  unlessRefused((await askPortal(RemovePasskeyDocument, { passkey })).removePasskey);
}

/** @throws PortalRefusal NOT_THE_LAST_GROUP; SIGN_IN_AGAIN */
export async function keepRecoveryCode(lastGroup: string): Promise<void> {
  const { id, bundle } = await ownBundle();
  const kept = await vault().takeRecoveryCode(id, bundle, lastGroup);
  if (kept === null) throw new PortalRefusal('NOT_THE_LAST_GROUP');
  unlessRefused((await askPortal(KeepRecoveryCodeDocument, kept)).keepRecoveryCode);
  await vault().acceptOffered();
}

/** @throws PortalRefusal SIGN_IN_AGAIN */
export async function choosePassphrase(words: string): Promise<void> {
  const own = vault();
  const registrationRequest = await own.startSetUp(words);
  const started = unlessRefused(
    (await askPortal(StartNewPassphraseDocument, { registrationRequest })).startNewPassphrase,
  );
  const { id, bundle } = await ownBundle();
  const finished = await own.finishNewPassphrase(id, bundle, started.registrationResponse);
  unlessRefused((await askPortal(FinishNewPassphraseDocument, finished)).finishNewPassphrase);
  await own.acceptOffered();
}

async function ownBundle(): Promise<{ id: string; bundle: string }> {
  const { me } = await askPortal(BundleDocument, {});
  if (me === null) throw new PortalRefusal('NOT_SIGNED_IN');
  return me;
}
