import { ready, server } from '@serenity-kit/opaque';
import { Refusal } from '../refusal.ts';

/**
 * The server's half of OPAQUE (RFC 9807). Messages are base64url texts of the browser's half; whatever is wrong with one, the
 * library only throws.
 */

/** A new secret set-up of a node. Whoever holds it and the accounts can try passphrases offline. */
export async function newOpaqueSetUp(): Promise<string> {
  await ready;
  return server.createSetup();
}

/** @throws Refusal BAD_OPAQUE */
export async function answerRegistration(setUp: string, name: string, request: string): Promise<string> {
  return understood(
    () =>
      server.createRegistrationResponse({ serverSetup: setUp, userIdentifier: name, registrationRequest: request })
        .registrationResponse,
  );
}

/**
 * @param record null where nobody has that name: the answer cannot be told from a real one
 * @throws Refusal BAD_OPAQUE
 */
export async function answerSignIn(setUp: string, name: string, record: string | null, request: string) {
  return understood(() =>
    server.startLogin({
      serverSetup: setUp,
      userIdentifier: name,
      registrationRecord: record,
      startLoginRequest: request,
    }),
  );
}

/** A registration record as the library writes it: 192 bytes. */
const RECORD = /^[A-Za-z0-9_-]{256}$/;

/** @throws Refusal BAD_OPAQUE */
export function assertRecord(record: string): void {
  if (!RECORD.test(record)) throw notUnderstood();
}

/** Whether the browser knew the passphrase. */
export async function provesPassphrase(state: string, finish: string): Promise<boolean> {
  await ready;
  try {
    server.finishLogin({ serverLoginState: state, finishLoginRequest: finish });
    return true;
  } catch {
    return false;
  }
}

async function understood<T>(work: () => T): Promise<T> {
  await ready;
  try {
    return work();
  } catch {
    throw notUnderstood();
  }
}

function notUnderstood(): Refusal {
  return new Refusal('BAD_OPAQUE', 'This is no message of a sign-in.');
}
