import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { CLUSTER_USER } from '#db/embedded/cluster.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';

/** A database server's port, as a portal with `DATABASE_URL` sees it, in front of a cluster that has only a local socket. */
export interface DatabaseDoor {
  port: number;
  /** The address of one of its databases. */
  url(database?: string, user?: string): string;
  /** The environment of a portal that uses one of its databases. */
  settings(database?: string): { DATABASE_URL: string; DATABASE_MIGRATE_URL: string };
  /**
   * - `open`: connections reach the database
   * - `shut`: nothing listens, every connection ends
   * - `slamming`: connections are accepted and ended at once, as by a tunnel or balancer with nothing behind it
   * - `silent`: connections are accepted and nothing is ever answered, as behind a broken network
   */
  become(state: 'open' | 'shut' | 'slamming' | 'silent'): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabaseDoor(socketFolder: string): Promise<DatabaseDoor> {
  let state: Parameters<DatabaseDoor['become']>[0] = 'open';
  const visitors = new Set<Socket>();

  const server = createServer({ noDelay: true }, (visitor) => {
    visitors.add(visitor);
    visitor.on('close', () => visitors.delete(visitor));
    visitor.on('error', () => visitor.destroy());
    if (state === 'slamming') return void visitor.end();
    if (state === 'silent') return void visitor.resume();
    const inside = connect(`${socketFolder}/.s.PGSQL.5432`);
    inside.on('error', () => visitor.destroy());
    inside.on('close', () => visitor.destroy());
    visitor.on('close', () => inside.destroy());
    visitor.on('data', (bytes) => state !== 'silent' && inside.write(bytes));
    inside.on('data', (bytes) => state !== 'silent' && visitor.write(bytes));
  });
  const port = await listen(server, 0);

  async function shut(): Promise<void> {
    const closed = server.listening ? once(server, 'close') : undefined;
    server.close();
    for (const visitor of visitors) visitor.destroy();
    await closed;
  }

  const url = (database = 'nrm', user: string = PORTAL_ROLE) => `postgres://${user}@127.0.0.1:${port}/${database}`;
  return {
    port,
    url,
    settings: (database) => ({
      DATABASE_URL: url(database),
      DATABASE_MIGRATE_URL: url(database, CLUSTER_USER),
    }),
    async become(next) {
      state = next;
      if (next === 'shut') return shut();
      if (next === 'slamming') for (const visitor of visitors) visitor.destroy();
      if (!server.listening) await listen(server, port);
    },
    close: shut,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
