import postgres, { type Sql } from 'postgres';

/** Where a database is: a server's address, or the socket of the embedded cluster. */
export type DatabaseAddress = { url: string } | { socketFolder: string; user: string; database: string };

export type Database = Sql;

const NO_ANSWER_AFTER = 10;

/**
 * Opens a pool of connections. Column names come back in camel case; everything else stays as PostgreSQL says it.
 *
 * @param options.statementTimeout milliseconds after which a single statement is given up
 */
export function connect(
  address: DatabaseAddress,
  options: { max?: number; statementTimeout?: number; debug?: (statement: string) => void } = {},
): Database {
  const settings = {
    max: options.max ?? 10,
    connect_timeout: NO_ANSWER_AFTER,
    idle_timeout: options.max === 1 ? 0 : 300,
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
  return postgres({ host: address.socketFolder, user: address.user, database: address.database, ...settings });
}
