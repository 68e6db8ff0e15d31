import postgres, { type Sql } from 'postgres';
import { openSocket } from './open-socket.ts';

/** Where a database is: a server's address, or the socket of the embedded cluster. */
export type DatabaseAddress = { url: string } | { socketFolder: string; user: string; database: string };

export type Database = Sql;

/** By this number the embedded cluster's socket is called. It listens on no network port. */
export const SOCKET_PORT = 5432;

const NO_ANSWER_AFTER = 10;
const LONGEST_PAUSE = 1;

/**
 * Opens a pool of connections. Column names come back in camel case; everything else stays as PostgreSQL says it.
 *
 * @param options.max 1: the one connection is kept for as long as it lives, such as for a lock
 * @param options.statementTimeout milliseconds after which a single statement is given up
 * @param options.silence milliseconds after which a server that owes an answer is taken for gone; longer than any statement
 */
export function connect(
  address: DatabaseAddress,
  options: { max?: number; statementTimeout?: number; silence?: number; debug?: (statement: string) => void } = {},
): Database {
  const settings = {
    max: options.max ?? 10,
    connect_timeout: NO_ANSWER_AFTER,
    ...(options.max === 1 ? { idle_timeout: 0, max_lifetime: null } : { idle_timeout: 300 }),
    // In seconds. A database that is back is noticed soon, and nobody waits long for one that is not.
    backoff: (failures: number) => Math.min(2 ** failures / 50, LONGEST_PAUSE),
    socket: (wanted: Parameters<typeof openSocket>[0]) => openSocket(wanted, options.silence),
    transform: { column: { from: postgres.toCamel } },
    connection: {
      application_name: 'nrm-portal',
      statement_timeout: options.statementTimeout ?? 10_000,
    },
    onnotice: () => undefined,
    ...(options.debug === undefined
      ? {}
      : { debug: (_connection: number, statement: string) => options.debug?.(statement) }),
  };
  if ('url' in address) return postgres(address.url, settings);
  // The port is part of the socket's name; said here, no variable of the environment changes it.
  const { socketFolder: host, user, database } = address;
  return postgres({ host, port: SOCKET_PORT, user, database, ...settings });
}
