import { connect, type Socket } from 'node:net';

/** What postgres.js knows when it wants a connection. */
interface Wanted {
  host: string[];
  port: number[];
  /** The file of a local socket, or false. */
  path: string | false;
}

/**
 * Opens a connection that fails audibly. By itself postgres.js tries again without pause when a server hangs up before its
 * first word (a tunnel or balancer with nothing behind it), and waits for ever for one that has gone silent, or when it asks
 * between a connection's error and its end. Under TLS, which postgres.js lays over this, the first of these is mended only.
 *
 * @param silence milliseconds without a word after which a server that owes an answer is taken for gone; undefined: never
 */
export function openSocket({ host, port, path }: Wanted, silence: number | undefined): Socket {
  const server = { host: host[0] ?? 'localhost', port: port[0] ?? 5432 };
  const socket = path === false ? connect({ ...server, noDelay: true }) : connect(path);
  // postgres.js looks here for the name that the server's certificate must bear, and for what its errors tell.
  Object.assign(socket, server);
  endWithError(socket);
  socket.once('end', () => {
    if (socket.bytesRead === 0) socket.destroy(failure('CONNECTION_CLOSED', 'The database hung up.'));
  });
  if (silence !== undefined) {
    let writtenWhenHeard = 0;
    socket.on('data', () => {
      writtenWhenHeard = socket.bytesWritten;
    });
    socket.setTimeout(silence, () => {
      const owesAnswer = socket.bytesWritten > writtenWhenHeard;
      if (owesAnswer) socket.destroy(failure('CONNECT_TIMEOUT', 'The database has gone silent.'));
    });
  }
  return socket;
}

/** Tells of an error in the moment of the end, not before. */
function endWithError(socket: Socket): void {
  const emit = socket.emit.bind(socket);
  let error: Error | undefined;
  socket.emit = (event: string | symbol, ...told: unknown[]) => {
    if (event === 'error') {
      error ??= told[0] as Error;
      return true;
    }
    if (event === 'close' && error !== undefined) emit('error', error);
    return emit(event, ...told);
  };
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
