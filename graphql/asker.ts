import type { Database } from '#db/client.ts';
import { inSession, type Viewer } from '#domain/accounts/sessions.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Asker, GraphqlContext } from './context.ts';

/** @throws Refusal NOT_SIGNED_IN for whoever does not ask from the portal's own pages, or where nobody can sign in at all */
export function askerOf({ asker }: GraphqlContext): Asker {
  if (asker === null) throw new Refusal('NOT_SIGNED_IN', 'This is done only on the portal’s own pages, by JSON.');
  return asker;
}

/** What somebody who is signed in still owes before anything else is done for them. */
type Owed = 'SECOND_FACTOR_NEEDED' | 'NEW_PASSPHRASE_NEEDED';

/** For what whoever owes these may do all the same: settle it, look at the own account, and leave. */
export const ALTHOUGH_FACTOR_IS_OWED = ['SECOND_FACTOR_NEEDED'] as const;
export const WHATEVER_IS_OWED = ['SECOND_FACTOR_NEEDED', 'NEW_PASSPHRASE_NEEDED'] as const;

/**
 * Runs work in the session of whoever asks.
 *
 * @param allowed what may be owed nevertheless
 * @throws Refusal NOT_SIGNED_IN, SECOND_FACTOR_NEEDED, NEW_PASSPHRASE_NEEDED
 */
export function asViewer<T>(
  context: GraphqlContext,
  work: (sql: Database, viewer: Viewer) => Promise<T>,
  allowed: readonly Owed[] = [],
): Promise<T> {
  return inSession(context.sql, context.asker?.token ?? null, (sql, viewer) => {
    const owed = owedBy(viewer);
    if (owed !== null && !allowed.includes(owed)) throw new Refusal(owed, SENTENCES[owed]);
    return work(sql, viewer);
  });
}

/** @returns the token's owner once more, after something of theirs was changed */
export function readViewer(context: GraphqlContext): Promise<Viewer> {
  return asViewer(context, (_sql, viewer) => Promise.resolve(viewer), WHATEVER_IS_OWED);
}

const SENTENCES: Record<Owed, string> = {
  SECOND_FACTOR_NEEDED: 'With your role a second factor is obligatory: please add one first.',
  NEW_PASSPHRASE_NEEDED: 'You came by your recovery code: please choose a new passphrase first.',
};

function owedBy({ via, lacksFactor }: Viewer): Owed | null {
  if (via === 'recovery_code' || via === 'recovery_confirmed') return 'NEW_PASSPHRASE_NEEDED';
  return lacksFactor ? 'SECOND_FACTOR_NEEDED' : null;
}
