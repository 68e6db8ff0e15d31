import { createHash, randomBytes } from 'node:crypto';
import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';

/**
 * An authenticator in software, as a device or a password manager has one: it makes passkeys (ES256) and signs what a page asks
 * it to, for whichever origin the test says the page is of.
 */
export class SoftwareAuthenticator {
  private readonly passkeys: Passkey[] = [];

  constructor(
    /** Of the page that asks. */
    public origin: string,
    public rpId = new URL(origin).hostname,
  ) {}

  /** What a browser answers to options of `navigator.credentials.create`. */
  async create(optionsJson: string): Promise<string> {
    const { challenge, user } = JSON.parse(optionsJson);
    const id = randomBytes(16);
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const passkey: Passkey = { id, userHandle: user.id, key: pair.privateKey, counter: 1 };
    this.passkeys.push(passkey);
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const publicKey = encodeCBOR(
      new Map<number, CBORType>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytesOf(x)],
        [-3, bytesOf(y)],
      ]),
    );
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, publicKey]);
    const attestation = encodeCBOR(
      new Map<string, CBORType>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Uint8Array.from(Buffer.concat([this.authenticatorData(passkey, HAS_KEY), attested]))],
      ]),
    );
    return this.answer(passkey, {
      clientDataJSON: this.clientData('webauthn.create', challenge),
      attestationObject: Buffer.from(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** What a browser answers to options of `navigator.credentials.get`. */
  async get(optionsJson: string, faults: { isUnverified?: boolean; counter?: number } = {}): Promise<string> {
    const { challenge, allowCredentials = [] } = JSON.parse(optionsJson);
    const allowed = allowCredentials.map(({ id }: { id: string }) => id);
    const passkey = this.passkeys.find(({ id }) => allowed.length === 0 || allowed.includes(id.toString('base64url')));
    const chosen = passkey ?? this.passkeys[0];
    if (chosen === undefined) throw new Error('This authenticator has no passkey.');
    chosen.counter = faults.counter ?? chosen.counter + 1;
    const data = this.authenticatorData(chosen, 0, faults.isUnverified === true);
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, chosen.key, signed);
    return this.answer(chosen, {
      clientDataJSON,
      authenticatorData: data.toString('base64url'),
      signature: asDer(Buffer.from(signature)).toString('base64url'),
      userHandle: chosen.userHandle,
    });
  }

  /** A credential id of the passkey that was made first. */
  get firstId(): string {
    return this.passkeys[0]?.id.toString('base64url') ?? '';
  }

  private authenticatorData({ counter }: Passkey, more: number, isUnverified = false): Buffer {
    const flags = PRESENT | (isUnverified ? 0 : VERIFIED) | more;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(this.rpId)), Buffer.from([flags]), count]);
  }

  private clientData(type: string, challenge: string): string {
    const { origin } = this;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }

  private answer({ id }: Passkey, response: Record<string, unknown>): string {
    const name = id.toString('base64url');
    return JSON.stringify({ id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response });
  }
}

interface Passkey {
  id: Buffer;
  userHandle: string;
  key: CryptoKey;
  counter: number;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

function bytesOf(base64url: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** WebCrypto gives the two halves of a signature, WebAuthn wants them in ASN.1. */
function asDer(signature: Buffer): Buffer {
  const numbers = [signature.subarray(0, 32), signature.subarray(32)].map((half) => {
    const short = half.subarray(half.findIndex((byte) => byte !== 0));
    const positive = (short[0] ?? 0) < 0x80 ? short : Buffer.concat([Buffer.from([0]), short]);
    return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
  });
  const body = Buffer.concat(numbers);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
