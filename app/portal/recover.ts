import { DecideRecoveryDocument, StartRecoveryDocument } from '#app/queries/portal/recovery.ts';
import type { FactorNeeded } from '#app/queries/portal/sign-in.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from './ask.ts';
import { open, thisDevice } from './sign-in.ts';

/** What this browser was given when it asked first; it outlives a reload of the page, and goes with its tab. */
const WAITING = 'nrm-recovery-waits';

/**
 * Signs in by the recovery code; the vault keeps what opens the keys.
 *
 * @param withoutFactor the second factor is lost as well
 * @returns what is still due; `'waits'` for an administrator's word; null when the keys are open
 * @throws PortalRefusal; CryptoError BAD_RECOVERY_CODE when it is mistyped
 */
export async function recover(
  name: string,
  code: string,
  withoutFactor: boolean,
): Promise<FactorNeeded | 'waits' | null> {
  const authenticator = await vault().enterByRecoveryCode(code);
  const waitingToken = sessionStorage.getItem(WAITING);
  const asked = { name, authenticator, device: thisDevice(), withoutFactor, waitingToken };
  const outcome = unlessRefused((await askPortal(StartRecoveryDocument, asked)).startRecovery);
  if (outcome.__typename === 'ConfirmationNeeded') {
    sessionStorage.setItem(WAITING, outcome.waitingToken);
    return 'waits';
  }
  if (outcome.__typename === 'Me') sessionStorage.removeItem(WAITING);
  return open(outcome);
}

/** As an administrator, after speaking to the person. @throws PortalRefusal */
export async function decideRecovery(request: string, confirmed: boolean): Promise<void> {
  unlessRefused((await askPortal(DecideRecoveryDocument, { request, confirmed })).decideRecovery);
}
