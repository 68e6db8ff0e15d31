import { Refusal, type RefusalCode } from '../refusal.ts';

/**
 * One or two sentences that an organisation reads.
 *
 * @param wish what the sentences are to say, such as `say why`
 * @throws Refusal with the code that is given
 */
export function readReason(text: string, code: RefusalCode, wish: string): string {
  const reason = text.trim();
  if (reason.length >= 3 && reason.length <= 1000) return reason;
  throw new Refusal(code, `Please ${wish}, in 3 to 1,000 characters.`);
}
