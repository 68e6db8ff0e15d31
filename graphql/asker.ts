import type { Database } from '#db/client.ts';
import { inSession, type Viewer } from '#domain/accounts/sessions.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Asker, GraphqlContext } from './context.ts';

/** @throws Refusal NOT_SIGNED_IN where nobody can sign in at all */
export function askerOf({ asker }: GraphqlContext): Asker {
  if (asker === null) throw new Refusal('NOT_SIGNED_IN', 'Nobody signs in here.');
  return asker;
}

/** Runs work in the session of whoever asks. */
export function asViewer<T>(context: GraphqlContext, work: (sql: Database, viewer: Viewer) => Promise<T>): Promise<T> {
  return inSession(context.sql, context.asker?.token ?? null, work);
}
