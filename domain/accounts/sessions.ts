import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** Who is asking, as the session of the request says. */
export interface Viewer {
  accountId: string;
  signInName: string;
  isOperator: boolean;
  /** Obliged to have a second factor, and without one. */
  lacksFactor: boolean;
  /** By what the session began. */
  via: ProvedBy;
}

/** Whoever came by a recovery code owes a new passphrase; `recovery_confirmed` is without a second factor. */
export type ProvedBy = 'passphrase' | 'passkey' | 'recovery_code' | 'recovery_confirmed';

/** One of a person's sessions, for the person to recognise or end. */
export interface OwnSession {
  id: string;
  begunAt: Date;
  seenAt: Date;
  device: string;
  isThisOne: boolean;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ via: ProvedBy }, Omit<Viewer, 'accountId' | 'via'>>;
    DatabaseSessionAttributes: { device: string; via: ProvedBy };
    DatabaseUserAttributes: Omit<Viewer, 'accountId' | 'via'>;
  }
}

const LONGEST_SESSION = new TimeSpan(12, 'h');
const LONGEST_DEVICE = 80;

/** As the browser describes itself, in few words. */
export function deviceText(device: string): string {
  return device.slice(0, LONGEST_DEVICE);
}

/**
 * Runs work in the session of a token: in one transaction, in which row security shows what the session may see.
 *
 * @throws Refusal NOT_SIGNED_IN
 */
export function inSession<T>(
  sql: Database,
  token: string | null,
  work: (sql: Database, viewer: Viewer) => Promise<T>,
): Promise<T> {
  return sql.begin(async (transaction) => {
    const own = transaction as unknown as Database;
    const { user, session } = token === null ? { user: null, session: null } : await lucia(own).validateSession(token);
    if (token === null || user === null) throw new Refusal('NOT_SIGNED_IN', 'Please sign in: your session has ended.');
    await own`select set_config('nrm.session', ${token}, true), gate.see_session(${hashed(token)})`;
    const { id: accountId, signInName, isOperator, lacksFactor } = user;
    return work(own, { accountId, signInName, isOperator, lacksFactor, via: session.via });
  }) as Promise<T>;
}

/**
 * Begins a session for somebody who has given every proof.
 *
 * @param device as the browser describes itself in few words
 * @returns the token, which only the browser keeps
 */
export async function beginSession(sql: Database, accountId: string, device: string, via: ProvedBy): Promise<string> {
  const { id } = await lucia(sql).createSession(accountId, { device: deviceText(device), via });
  return id;
}

export async function endSession(sql: Database, token: string): Promise<void> {
  await lucia(sql).invalidateSession(token);
}

/** @param sql in a session: row security leaves one's own */
export async function endAllSessions(sql: Database): Promise<void> {
  await sql`delete from session`;
}

/** @param sql in a session */
export async function readSessions(sql: Database): Promise<OwnSession[]> {
  return sql<OwnSession[]>`
    select
      id,
      begun_at,
      seen_at,
      device,
      id = gate.hashed(current_setting('nrm.session')) as is_this_one
    from session
    where gate.is_alive(session)
    order by seen_at desc, id`;
}

/** Lucia on the connection at hand: inside a transaction it takes part in it. */
function lucia(sql: Database) {
  return new Lucia(adapterOf(sql), {
    sessionExpiresIn: LONGEST_SESSION,
    getSessionAttributes: ({ via }) => ({ via }),
    getUserAttributes: ({ signInName, isOperator, lacksFactor }) => ({ signInName, isOperator, lacksFactor }),
  });
}

/** A session's id is its token; the tables know it only hashed. */
function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

interface SessionRow {
  accountId: string;
  begunAt: Date;
  device: string;
  via: ProvedBy;
  signInName: string;
  isOperator: boolean;
  lacksFactor: boolean;
}

/**
 * Lucia's tables are ours. It renews a session whenever half of its time is over, and so knows neither an absolute end nor
 * an exact pause: both are in the database (`gate.is_alive`), and nothing is left for Lucia to renew.
 */
function adapterOf(sql: Database): Adapter {
  return {
    async getSessionAndUser(token) {
      const [row] = await sql<SessionRow[]>`select * from gate.session_by(${hashed(token)})`;
      if (row === undefined) return [null, null];
      const { accountId, begunAt, device, via, ...user } = row;
      const session: DatabaseSession = {
        id: token,
        userId: accountId,
        expiresAt: new Date(begunAt.getTime() + LONGEST_SESSION.milliseconds()),
        attributes: { device, via },
      };
      return [session, { id: accountId, attributes: user }];
    },
    async setSession({ id, userId, attributes: { device, via } }) {
      await sql`select gate.begin_session(${hashed(id)}, ${userId}, ${device}, ${via})`;
    },
    updateSessionExpiration: () => Promise.resolve(),
    async deleteSession(token) {
      await sql`select gate.end_session(${hashed(token)})`;
    },
    getUserSessions: () => Promise.reject(new Error('Sessions are listed by readSessions.')),
    deleteUserSessions: () => Promise.reject(new Error('Sessions are ended by endAllSessions.')),
    deleteExpiredSessions: () => Promise.reject(new Error('Sessions that ended are deleted when one begins.')),
  };
}
