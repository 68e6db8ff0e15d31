import { client, ready } from '@serenity-kit/opaque';
import { expose } from 'comlink';
import { newBundle, openBundle, readBundle, writeBundle } from '#crypto/bundle.ts';
import { type Bytes, fromBase64url } from '#crypto/bytes.ts';
import { type MemberKeys, newMemberKeys, type PublicHalf, publicHalf } from '#crypto/member-keys.ts';
import { fingerprint, normalisePassphrase } from '#crypto/words.ts';

/**
 * Where unlocked keys live, and the browser's half of OPAQUE. Pages send words in and get messages and public halves back,
 * never a key. Everything ends with the worker.
 */

/** What stands between the two steps of making an account or of signing in. */
let underWay: { passphrase: string; state: string } | null = null;
/** What opens the bundle after signing in. */
let exportKey: Bytes | null = null;
let keys: MemberKeys | null = null;

const PASSPHRASE_OPENER = { id: 'passphrase', kind: 'passphrase' } as const;

const vault = {
  /** @returns the first message of making an account */
  async startSetUp(typed: string): Promise<string> {
    await ready;
    const passphrase = normalisePassphrase(typed);
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: passphrase });
    underWay = { passphrase, state: clientRegistrationState };
    return registrationRequest;
  },

  /** Makes the keys of an account. */
  async finishSetUp(accountId: string, registrationResponse: string) {
    const { passphrase, state } = takeUnderWay();
    const finished = client.finishRegistration({
      password: passphrase,
      clientRegistrationState: state,
      registrationResponse,
    });
    const opener = { ...PASSPHRASE_OPENER, secret: fromBase64url(finished.exportKey) };
    const bundle = writeBundle(await newBundle(await newMemberKeys(), accountId, [opener]));
    return { registrationRecord: finished.registrationRecord, bundle };
  },

  /** @returns the first message of signing in */
  async startSignIn(typed: string): Promise<string> {
    await ready;
    const passphrase = normalisePassphrase(typed);
    const { clientLoginState, startLoginRequest } = client.startLogin({ password: passphrase });
    underWay = { passphrase, state: clientLoginState };
    return startLoginRequest;
  },

  /** @returns the second message; one that fails when the passphrase was wrong, so that the node counts the try */
  finishSignIn(loginResponse: string): string {
    const { passphrase, state } = takeUnderWay();
    const finished = client.finishLogin({ password: passphrase, clientLoginState: state, loginResponse });
    exportKey = finished === undefined ? null : fromBase64url(finished.exportKey);
    return finished?.finishLoginRequest ?? '';
  },

  /**
   * Opens the keys of whoever has just signed in.
   *
   * @throws CryptoError when these are not the keys of this account
   */
  async open(accountId: string, bundle: string): Promise<void> {
    if (exportKey === null) throw new Error('Nobody has signed in.');
    keys = await openBundle(readBundle(bundle), accountId, { ...PASSPHRASE_OPENER, secret: exportKey });
    exportKey = null;
  },

  isOpen(): boolean {
    return keys !== null;
  },

  /** What others know of the keys, and the words by which people compare them. */
  async publicHalf(): Promise<PublicHalf & { words: string }> {
    if (keys === null) throw new Error('The keys are locked.');
    return { ...publicHalf(keys), words: await fingerprint(keys.signingPublicKey) };
  },
};

export type Vault = typeof vault;

function takeUnderWay() {
  if (underWay === null) throw new Error('Nothing was begun.');
  const taken = underWay;
  underWay = null;
  return taken;
}

expose(vault);
