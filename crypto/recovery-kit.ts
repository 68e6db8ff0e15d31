import { generateIdentity, recipientOf } from './age.ts';
import { type Bytes, fromBase64url, toUtf8 } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { assertSoundPublicKey } from './ed25519.ts';
import type { Anchor } from './member-keys.ts';
import { uuid } from './shape.ts';
import { deriveKey } from './wrap.ts';

/**
 * What an organisation prints and locks away: with it the organisation goes on when all administrators have lost their keys.
 * It names the organisation and its enrolment key, so that no node can put another in their place.
 */
export interface RecoveryKit {
  /** `AGE-SECRET-KEY-PQ-1…`. Secret. */
  identity: string;
  anchor: Anchor;
}

export async function newRecoveryKit(anchor: Anchor): Promise<RecoveryKit> {
  return { identity: await generateIdentity(), anchor };
}

/** As it is printed: three lines. */
export function showRecoveryKit({ identity, anchor }: RecoveryKit): string {
  return [identity, anchor.enrolmentKey, anchor.organisation].join('\n');
}

/**
 * Understands blanks and line ends anywhere between the three parts.
 *
 * @throws CryptoError BAD_RECOVERY_KIT
 */
export async function readRecoveryKit(typed: string): Promise<RecoveryKit> {
  const [identity = '', enrolmentKey = '', organisation = '', ...more] = typed.trim().split(/\s+/);
  try {
    await recipientOf(identity.toUpperCase());
    assertSoundPublicKey(fromBase64url(enrolmentKey));
    if (more.length === 0) {
      return { identity: identity.toUpperCase(), anchor: { enrolmentKey, organisation: uuid(organisation) } };
    }
  } catch {
    // Refused below.
  }
  throw new CryptoError('BAD_RECOVERY_KIT', 'This is not the whole kit: compare it with the paper, line by line.');
}

/**
 * What the browser sends to prove that it has the kit. It tells nothing of the identity.
 *
 * @returns 32 bytes
 */
export function kitAuthenticator({ identity }: RecoveryKit): Promise<Bytes> {
  return deriveKey(toUtf8(identity), 'nrm-portal recovery kit authenticator');
}
