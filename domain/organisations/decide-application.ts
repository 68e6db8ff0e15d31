import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { Organisation } from './organisation.ts';
import { readReason } from './reason.ts';
import { mayDecideAnything } from './supervised.ts';

/** An organisation that waits for a decision, with what it gave to be believed. */
export interface WaitingApplication extends Organisation {
  website: string;
  proofs: string[];
  /** YYYY-MM-DD */
  appliedOn: string;
}

/** @param sql in a session: row security shows what whoever asks may decide, and one's own */
export async function readApplications(sql: Database): Promise<WaitingApplication[]> {
  return sql<WaitingApplication[]>`
    select
      o.id,
      o.kind,
      o.state_code,
      o.sits_in,
      o.name,
      o.address,
      o.standing,
      o.enrolment_key,
      o.statement,
      a.website,
      a.proofs,
      a.applied_on::text
    from organisation o
    join application a on a.organisation_id = o.id
    where o.standing = 'applied'
      and gate.may_decide(o.kind, o.state_code)
    order by a.applied_on, o.name, o.id`;
}

/**
 * @param sql in a session
 * @param reason one or two sentences that the organisation reads
 * @throws Refusal BAD_ORGANISATION, NOTHING_TO_DECIDE when it was decided already or is not for whoever asks
 */
export async function decideApplication(
  sql: Database,
  asked: { organisationId: string; accepted: boolean; reason: string },
): Promise<void> {
  if ((await mayDecideAnything(sql)) && isUuid(asked.organisationId)) {
    const reason = readReason(asked.reason, 'BAD_ORGANISATION', 'say why');
    const [answer] = await sql<{ decided: boolean }[]>`
      select gate.decide(${asked.organisationId}, ${asked.accepted}, ${reason}) as decided`;
    if (answer?.decided === true) return;
  }
  throw new Refusal('NOTHING_TO_DECIDE', 'This was decided already, or is not yours to decide.');
}
