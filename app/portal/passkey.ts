import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { type Bytes, randomBytes, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { PortalRefusal } from './ask.ts';

/** What passkeys derive a key from; another text would be another key. */
const SALT = toUtf8('nrm-portal bundle opener');
const EXTENSIONS = { prf: { eval: { first: SALT } } };

/** What a passkey answered. */
export interface PasskeyAnswer {
  /** Credential id, base64url. */
  id: string;
  /** For the node: without what the passkey derived. */
  response: string;
  /** What it derived for opening keys, 32 bytes; null when it cannot. */
  secret: Bytes | null;
}

/**
 * Makes a passkey. Some derive nothing before they are asked for the first time.
 *
 * @param options of the node
 * @throws PortalRefusal PASSKEY_NOT_GIVEN
 */
export function makePasskey(options: string): Promise<PasskeyAnswer> {
  return answer(() => startRegistration({ optionsJSON: { ...JSON.parse(options), extensions: EXTENSIONS } }));
}

/**
 * @param options of the node
 * @throws PortalRefusal PASSKEY_NOT_GIVEN
 */
export function askPasskey(options: string): Promise<PasskeyAnswer> {
  return answer(() => startAuthentication({ optionsJSON: { ...JSON.parse(options), extensions: EXTENSIONS } }));
}

/**
 * Has a passkey derive its key without signing in: the node is not asked and learns nothing.
 *
 * @throws PortalRefusal PASSKEY_NOT_GIVEN
 */
export async function derive(id: string): Promise<Bytes | null> {
  const { secret } = await answer(() =>
    startAuthentication({
      optionsJSON: {
        challenge: toBase64url(randomBytes(32)),
        userVerification: 'required',
        allowCredentials: [{ id, type: 'public-key' }],
        extensions: EXTENSIONS as never,
      },
    }),
  );
  return secret;
}

type Answered = Awaited<ReturnType<typeof startRegistration | typeof startAuthentication>>;

async function answer(ask: () => Promise<Answered>): Promise<PasskeyAnswer> {
  const given = await ask().catch(() => {
    // Cancelled, timed out, or there is none: browsers do not tell which, so that pages cannot pry.
    throw new PortalRefusal('PASSKEY_NOT_GIVEN');
  });
  const { prf } = given.clientExtensionResults as { prf?: { results?: { first?: ArrayBuffer } } };
  const first = prf?.results?.first;
  return {
    id: given.id,
    response: JSON.stringify({ ...given, clientExtensionResults: {} }),
    secret: first === undefined ? null : new Uint8Array(first),
  };
}
