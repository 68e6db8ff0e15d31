import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { OpenKeyChange } from './key-changes.ts';
import type { OrganisationKind, Standing } from './organisation.ts';
import { readReason } from './reason.ts';

/** An organisation as whoever decides over it sees it. */
export interface SupervisedOrganisation {
  id: string;
  kind: OrganisationKind;
  stateCode: string;
  sitsIn: string | null;
  name: string;
  /** Before the @ of its node. */
  address: string;
  standing: Standing;
  /** YYYY-MM-DD; null as long as it was never decided on. */
  lastCheckedOn: string | null;
  /** Of the last check or, before the first, of the decision. */
  reason: string | null;
  /** YYYY-MM-DD; null unless it was accepted. */
  checkAgainOn: string | null;
  isOverdue: boolean;
  entries: LinkedEntry[];
  /** Ed25519, base64url. */
  enrolmentKey: string;
  /** A new one that it wishes to have signed. */
  openKeyChange: OpenKeyChange | null;
}

/** An entry of the directory that an organisation stands behind. */
export interface LinkedEntry {
  id: string;
  /** Null when the directory has it no longer. */
  name: string | null;
}

/**
 * The organisations over which whoever asks decides: overdue ones first, then by when they are to be checked again.
 *
 * @param sql in a session
 * @param which `active` leaves out those that are not to be checked
 */
export async function readSupervised(sql: Database, which: 'all' | 'active'): Promise<SupervisedOrganisation[]> {
  return sql<SupervisedOrganisation[]>`
    select
      o.id,
      o.kind,
      o.state_code,
      o.sits_in,
      o.name,
      o.address,
      o.standing,
      coalesce(a.checked_on, a.decided_on)::text as last_checked_on,
      coalesce(a.check_reason, a.reason) as reason,
      a.check_again_on::text,
      o.standing = 'active' and coalesce(a.check_again_on <= current_date, true) as is_overdue,
      (
        select coalesce(jsonb_agg(jsonb_build_object('id', l.entry_id, 'name', e.name) order by e.name), '[]')
        from organisation_entry l
        left join entry e on e.id = l.entry_id
        where l.organisation_id = o.id
      ) as entries,
      o.enrolment_key,
      (
        select jsonb_build_object(
          'toKey', c.to_key, 'change', c.change, 'begunOn', c.begun_on, 'isTakenUp', c.taken_up_on is not null)
        from enrolment_key_change c
        where c.organisation_id = o.id
          and c.completed_on is null
      ) as open_key_change
    from organisation o
    join application a on a.organisation_id = o.id
    where gate.may_decide(o.kind, o.state_code)
      and (${which === 'all'} or o.standing = 'active')
    order by is_overdue desc, a.check_again_on nulls last, o.name, o.id`;
}

/** @param sql in a session */
export async function mayDecideAnything(sql: Database): Promise<boolean> {
  const [answer] = await sql<{ may: boolean }[]>`select gate.may_decide_anything() as may`;
  return answer?.may === true;
}

/**
 * Says that an organisation was checked again; the next check is due in a year.
 *
 * @param sql in a session
 * @param asked.reason how it was checked; the organisation reads it
 * @throws Refusal BAD_REASON, NOTHING_TO_DECIDE when it is not active or not for whoever asks
 */
export async function checkAgain(sql: Database, asked: { organisationId: string; reason: string }): Promise<void> {
  if ((await mayDecideAnything(sql)) && isUuid(asked.organisationId)) {
    const reason = readReason(asked.reason, 'BAD_REASON', 'say how you checked');
    const [answer] = await sql<{ checked: boolean }[]>`
      select gate.check_again(${asked.organisationId}, ${reason}) as checked`;
    if (answer?.checked === true) return;
  }
  throw new Refusal('NOTHING_TO_DECIDE', 'This organisation is not active, or not yours to check.');
}
