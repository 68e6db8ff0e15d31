import { expect, it } from 'vitest';
import { generateIdentity, recipientOf, seal } from './age.ts';
import { fromBase64url, fromHex } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { readInvitationSecret } from './invitation.ts';
import { readRecoveryCode } from './recovery-code.ts';

it('never repeats a secret', async () => {
  const identity = `${await generateIdentity()}Q`;
  const secret = 'ThisIsASecret!';
  const attempts = [
    () => recipientOf(identity),
    () => seal(new Uint8Array(), [identity]),
    () => fromBase64url(secret),
    () => fromHex(secret),
    () => readRecoveryCode(secret),
    () => readInvitationSecret(secret),
  ];
  for (const attempt of attempts) {
    const error = await (async () => attempt())().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CryptoError);
    const { name, message, cause } = error as CryptoError;
    expect({ name, cause }).toEqual({ name: 'CryptoError', cause: undefined });
    expect(message).not.toMatch(/AGE-SECRET|secret!/i);
    expect(message).toMatch(/^[A-Z].*\.$/);
  }
});
