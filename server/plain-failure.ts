/** A failure that is worded for the person at the command line: one sentence, no stack trace. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/** What stopped a command, in one plain sentence. */
export function sentenceFor(error: unknown): string {
  if (error instanceof PlainFailure) return error.message;
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port ?? ''} is already in use: stop the other program or set PORT to another number.`;
    case 'EACCES':
      return `Permission was refused: ${message}.`;
    case 'ENOSPC':
    case '53100':
      return 'The disk is full: nothing was changed; free some space and start again.';
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'CONNECT_TIMEOUT':
    case 'ENOENT':
      return `The database cannot be reached (${code}): check DATABASE_URL and that the server runs.`;
    case '28P01':
    case '28000':
      return 'The database refused the account in DATABASE_URL.';
    case '3D000':
      return 'The database named in DATABASE_URL does not exist.';
    default:
      return message ?? String(error);
  }
}
