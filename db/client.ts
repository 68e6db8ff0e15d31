import postgres, { type Sql } from 'postgres';
import { arrayTypes } from './array-types.ts';
import { lastingPool } from './lasting-pool.ts';
import { openSocket } from './open-socket.ts';

/** Where a database is: a server's address, or the socket of the embedded cluster. */
export type DatabaseAddress = { url: string } | { socketFolder: string; user: string; database: string };

export type Database = Sql;

/** Hears every statement with its parameters as it is sent. */
type Debug = (statement: string, parameters: unknown[]) => void;

/** By this number the embedded cluster's socket is called. It listens on no network port. */
export const SOCKET_PORT = 5432;

const NO_ANSWER_AFTER = 5;
const LONGEST_PAUSE = 1;

/**
 * Opens a pool of connections. Column names come back in camel case; everything else stays as PostgreSQL says it. A
 * transaction (`begin`) has no savepoints.
 *
 * @param options.max how many connections; 1: the same one as long as it lives, such as for a lock
 * @param options.statementTimeout milliseconds after which a single statement is given up
 * @param options.oneByOne a connection takes the next statement only when it has answered the one before
 * @param options.planEachTime statements are planned for their parameters, not once for all
 * @param options.silence milliseconds after which a server that owes an answer is taken for gone; longer than any statement
 */
export function connect(
  address: DatabaseAddress,
  options: {
    max?: number;
    statementTimeout?: number;
    silence?: number;
    oneByOne?: boolean;
    planEachTime?: boolean;
    debug?: Debug;
  } = {},
): Database {
  const settings = {
    connect_timeout: NO_ANSWER_AFTER,
    max_lifetime: null,
    // In seconds. A database that is back is noticed soon, and nobody waits long for one that is not.
    backoff: (failures: number) => Math.min(2 ** failures / 50, LONGEST_PAUSE),
    socket: (wanted: Parameters<typeof openSocket>[0]) => openSocket(wanted, options.silence),
    fetch_types: false,
    types: arrayTypes,
    transform: { column: { from: postgres.toCamel } },
    connection: {
      application_name: 'nrm-portal',
      statement_timeout: options.statementTimeout ?? 10_000,
      ...(options.planEachTime === true ? { plan_cache_mode: 'force_custom_plan' } : {}),
    },
    ...(options.oneByOne === true ? { max_pipeline: 1 } : {}),
    onnotice: () => undefined,
    ...(options.debug === undefined
      ? {}
      : {
          debug: (_connection: number, statement: string, parameters: unknown[]) =>
            options.debug?.(statement, parameters),
        }),
  };
  return lastingPool((max = options.max ?? 10, onclose) => {
    if ('url' in address) return postgres(address.url, { ...settings, max, onclose }) as unknown as Sql;
    // The port is part of the socket's name; said here, no variable of the environment changes it.
    const { socketFolder: host, user, database } = address;
    return postgres({ host, port: SOCKET_PORT, user, database, ...settings, max, onclose }) as unknown as Sql;
  });
}
