import type { Database } from '#db/client.ts';

/** What was done to somebody's access, or to that of an organisation. */
export interface SecurityEvent {
  id: string;
  /** By colleagues: the beginning of the hour, so that nobody is timed. By oneself: exact. */
  at: Date;
  isMine: boolean;
  event: string;
  /** Who did it; null for somebody outside the organisation. */
  signInName: string | null;
  detail: Record<string, unknown>;
}

/** What whoever asks did. @param sql in a session */
export async function readOwnEvents(sql: Database): Promise<SecurityEvent[]> {
  return readEvents(sql, sql`l.account_id = gate.current_account()`);
}

/** What was done in the organisation. @param sql in a session; row security shows all of it to administrators only */
export async function readOrganisationEvents(sql: Database): Promise<SecurityEvent[]> {
  return readEvents(sql, sql`l.organisation_id = gate.current_organisation()`);
}

function readEvents(sql: Database, which: ReturnType<Database>): Promise<SecurityEvent[]> {
  return sql<SecurityEvent[]>`
    select
      l.id::text,
      case when is_mine then l.at else date_trunc('hour', l.at, 'UTC') end as at,
      is_mine,
      l.event,
      a.sign_in_name,
      l.detail
    from security_log l
    cross join lateral (select coalesce(l.account_id = gate.current_account(), false) as is_mine) whose
    left join account a on a.id = l.account_id
    where ${which}
    order by l.id desc
    limit 100`;
}
