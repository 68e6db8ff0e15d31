import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp';
import { type Bytes, randomBytes } from '#crypto/bytes.ts';

/** Time-based codes (RFC 6238) as every authenticator app makes them: SHA-1, six digits, a new one every 30 seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken as well: clocks differ. */
const WINDOW = 1;

export function newTotpSecret(): Bytes {
  return randomBytes(SECRET_BYTES);
}

/** @param now milliseconds since 1970 */
export function totpStepAt(now: number): number {
  return Math.floor(now / 1000 / STEP_SECONDS);
}

export function totpCode(secret: Bytes, step: number): string {
  return generateHOTP(secret, BigInt(step), DIGITS);
}

/**
 * @param typed blanks anywhere do not matter
 * @param now milliseconds since 1970
 * @returns the steps to which the code belongs, the earliest first; nearly always none or one
 */
export function totpStepsOf(secret: Bytes, typed: string, now: number): number[] {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  const present = totpStepAt(now);
  return Array.from({ length: 2 * WINDOW + 1 }, (_, index) => present - WINDOW + index).filter(
    (step) => totpCode(secret, step) === code,
  );
}

/** What an authenticator app reads from the picture. */
export function totpAddress(secret: Bytes, host: string, signInName: string): string {
  return createTOTPKeyURI(`NRM Portal ${host}`, signInName, secret, STEP_SECONDS, DIGITS);
}
