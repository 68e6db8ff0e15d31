import type { ActKind } from './acts.ts';
import type { JudgedAct } from './judge.ts';
import { type Standing, sideOf } from './standing.ts';
import type { Side } from './transitions.ts';

/** How soon somebody is to be answered, as the Inter-Agency Referral Form (IASC 2017) says. */
export type Priority = 'emergency' | 'urgent' | 'normal';

/** What somebody is waiting for. */
export interface Due {
  what: DueKind;
  side: Side | 'both';
  /** In milliseconds since 1970. */
  at: number;
}

export type DueKind = 'answer' | 'acknowledge' | 'decide' | 'hand_over' | 'start' | 'follow_up' | 'remove' | 'alert';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/** To decide, and to answer an enquiry. */
const DECIDED_WITHIN: Record<Priority, number> = { emergency: DAY, urgent: 3 * DAY, normal: 14 * DAY };
const STARTED_WITHIN = 2 * DAY;
const REMOVED_WITHIN = 3 * DAY;
/** After the telephone: the message comes second. */
const ALERT_WITHIN = 4 * HOUR;
/** After the service began. */
const FOLLOW_UPS = [2 * DAY, 7 * DAY, MONTH, 3 * MONTH, 6 * MONTH, 12 * MONTH] as const;

/** Everything that is due in a matter, the first one first. */
export function duesOf(standing: Standing, acts: readonly JudgedAct[], priority: Priority): Due[] {
  const last = (...kinds: ActKind[]) => timeOf(acts.findLast((each) => counts(each, kinds)));
  const dues: Due[] = [];
  const { course } = standing;
  const asked = course === 'ENQUIRY_SENT' ? last('enquiry') : last('referral');
  if (asked !== null) {
    if (course === 'ENQUIRY_SENT') dues.push({ what: 'answer', side: 'asked', at: decidedBy(asked, priority, acts) });
    if (course === 'SENT') dues.push({ what: 'acknowledge', side: 'asked', at: acknowledgedBy(asked, priority) });
    if (course === 'SENT' || course === 'ACKNOWLEDGED' || course === 'IN_REVIEW') {
      dues.push({ what: 'decide', side: 'asked', at: decidedBy(asked, priority, acts) });
    }
  }
  if (course === 'HANDOVER_AGREED') {
    const proposal = acts.find(({ hash }) => hash === standing.agreed);
    if (proposal?.act?.kind === 'handover_proposed') {
      dues.push({ what: 'hand_over', side: 'both', at: Date.parse(proposal.act.body.at) });
    }
  }
  const handedOver = last('handed_over');
  if (course === 'HANDED_OVER' && handedOver !== null) {
    dues.push({ what: 'start', side: 'asked', at: handedOver + STARTED_WITHIN });
  }
  const started = last('service_started');
  if (started !== null && standing.mayFeedBack && (course === 'SERVICE_STARTED' || course === 'FOLLOW_UP')) {
    // However often somebody says how it goes, the next date stays.
    const followed = last('follow_up') ?? started;
    const next = FOLLOW_UPS.find((after) => started + after > followed);
    if (next !== undefined) dues.push({ what: 'follow_up', side: 'asked', at: started + next });
  }
  const doneAt = (hash: string) => timeOf(acts.find((act) => act.hash === hash)) ?? 0;
  const [owed] = standing.oweRemoval;
  if (owed !== undefined) {
    dues.push({ what: 'remove', side: sideOf(standing, owed.by) ?? 'asked', at: doneAt(owed.hash) + REMOVED_WITHIN });
  }
  for (const alert of standing.alerts) {
    const side = sideOf(standing, alert.by) === 'asker' ? 'asked' : 'asker';
    dues.push({ what: 'alert', side, at: doneAt(alert.hash) + ALERT_WITHIN });
  }
  return dues.sort((one, other) => one.at - other.at);
}

/** Until when somebody who was asked is to answer or decide, in milliseconds since 1970. */
export function decidedBy(asked: number, priority: Priority, acts: readonly JudgedAct[]): number {
  return asked + DECIDED_WITHIN[priority] + pausesOf(acts);
}

/** When an act was done: as its author says where the hour in which it was stored bears that out, else that hour. In milliseconds. */
export function timeOf(act: Pick<JudgedAct, 'at' | 'receivedHour'> | undefined): number | null {
  if (act === undefined) return null;
  const [said, hour] = [Date.parse(act.at), Date.parse(act.receivedHour)];
  return said >= hour && said < hour + HOUR ? said : hour;
}

/** While somebody waits for information, nobody waits for a decision. */
function pausesOf(acts: readonly JudgedAct[]): number {
  let paused = 0;
  let since: number | null = null;
  for (const each of acts) {
    if (each.verdict !== 'counts') continue;
    if (each.kind === 'info_requested') since ??= timeOf(each);
    if (each.kind === 'info_given' && since !== null) {
      paused += Math.max(0, (timeOf(each) ?? since) - since);
      since = null;
    }
  }
  return paused;
}

/** Emergency 4 hours, urgent 24; else three days on which offices work. */
function acknowledgedBy(asked: number, priority: Priority): number {
  if (priority !== 'normal') return asked + (priority === 'emergency' ? 4 * HOUR : DAY);
  let at = asked;
  for (let days = 0; days < 3; ) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days++;
  }
  return at;
}

function counts({ kind, verdict }: JudgedAct, kinds: readonly ActKind[]): boolean {
  return verdict === 'counts' && kinds.includes(kind);
}
