/** What a node knows of when an organisation was last checked. */
export interface LastCheck {
  /** YYYY-MM-DD, the day on which anybody last checked it; null when nobody is known to have done so. */
  lastCheckedOn: string | null;
  /** Whether its yearly check was due and nobody did it. */
  isCheckOverdue: boolean;
}

/** In days. Whoever was not checked for longer may have moved, closed or be somebody else: nothing about a person goes there. */
export const CHECK_COUNTS_FOR = 90;

/** In days: early enough to confirm the details before the check counts no more. */
const REMINDED_AFTER = 60;

const DAY = 86_400_000;

/** Whether a person's matter may go to a receiver that was checked so; an enquiry without personal data may in any case. */
export function mayBeReferredTo({ lastCheckedOn, isCheckOverdue }: LastCheck, now: Date): boolean {
  return !isCheckOverdue && daysSince(lastCheckedOn, now) <= CHECK_COUNTS_FOR;
}

/** Whether it is time that the organisation confirms its details. */
export function isToBeConfirmed({ lastCheckedOn }: LastCheck, now: Date): boolean {
  return daysSince(lastCheckedOn, now) >= REMINDED_AFTER;
}

/** Whole days of UTC: nobody wrote down in which hour it was, so the last day counts to its end. */
function daysSince(day: string | null, now: Date): number {
  const since = Date.parse(day ?? '');
  return Number.isNaN(since) ? Number.POSITIVE_INFINITY : Math.floor((now.getTime() - since) / DAY);
}
