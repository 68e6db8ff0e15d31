/** A failure that is worded for the person at the command line: one sentence, no stack trace. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

const DISK_FULL = 'The disk is full: nothing was changed; free some space and start again.';

/**
 * What stopped a command, in one plain sentence.
 *
 * @param databaseSetting the setting that says where the database is
 */
export function sentenceFor(error: unknown, databaseSetting = 'DATABASE_URL'): string {
  if (error instanceof PlainFailure) return error.message;
  const { code, syscall, message, port } = (error ?? {}) as Partial<NodeJS.ErrnoException> & { port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port ?? ''} is already in use: stop the other program or set PORT to another number.`;
    case 'EACCES':
      return `Permission was refused: ${message}.`;
    case 'ENOSPC':
    case '53100':
      return DISK_FULL;
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'CONNECT_TIMEOUT':
    case 'CONNECTION_CLOSED':
      return `The database cannot be reached (${code}): check ${databaseSetting} and that the server runs.`;
    case '28P01':
    case '28000':
      return `The database refused the account in ${databaseSetting}.`;
    case '3D000':
      return `The database named in ${databaseSetting} does not exist.`;
    case '53300':
      return 'The database has no connection left: raise its max_connections or stop another program that uses it.';
    case '57P03':
      return 'The database is starting up or shutting down: start again in a moment.';
  }
  if (code === 'ENOENT' && syscall === 'connect') return sentenceFor({ code: 'ECONNREFUSED' }, databaseSetting);
  const text = message ?? (error === undefined ? '' : String(error));
  if (/No space left on device/.test(text)) return DISK_FULL;
  return text === '' ? 'It failed and gave no reason.' : text;
}

/** Why the portal cannot listen where it was told to. */
export function sentenceForListening(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return sentenceFor({ code: error.code, port });
    case 'EACCES':
      return `This account may not open port ${port}: set PORT to another number, such as 3000.`;
    default:
      return `HOST ${host} is no address of this machine (${error.code}): set HOST to one, such as 127.0.0.1.`;
  }
}
