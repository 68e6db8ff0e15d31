import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The log of the process, one JSON object a line on standard error. Requests are not logged: what people look for is
 * nobody's business.
 */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
