import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The log of the process, one JSON object a line on standard error. Requests are not logged: what people look for is
 * nobody's business.
 */
export function createLog(level: string): Log {
  const serializers = { err: withoutInput };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers }, pino.destination(2));
}

/** What went wrong and where, without what was asked: errors of addresses and statements carry that in extra fields. */
function withoutInput(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const { code } = error as NodeJS.ErrnoException;
  return { type: name, message, code, stack };
}
