import { z } from 'zod';
import { Refusal } from '../refusal.ts';

const LONGEST = 254;

/** @returns it without spaces around @throws Refusal BAD_MAILBOX */
export function readOfficeMailbox(typed: string): string {
  const clean = typed.trim();
  if (clean.length > LONGEST || !z.email().safeParse(clean).success) {
    throw new Refusal('BAD_MAILBOX', 'This is no mailbox.');
  }
  return clean;
}
