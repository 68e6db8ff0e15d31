import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/**
 * What the node keeps of a kit's authenticator: who reads the table cannot use it.
 *
 * @param authenticator 32 bytes as base64url
 * @throws Refusal BAD_KIT
 */
export function kitProof(authenticator: string): string {
  return createHash('sha256').update(readAuthenticator(authenticator)).digest('hex');
}

/**
 * @returns what was sent, when it has the shape of an authenticator
 * @throws Refusal BAD_KIT
 */
export function readAuthenticator(text: string): string {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) throw new Refusal('BAD_KIT', 'This proves no kit.');
  return text;
}
