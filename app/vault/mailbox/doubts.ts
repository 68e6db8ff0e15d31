import type { StoredEvent } from '#casework/conversation.ts';
import type { Period, Statement } from '#crypto/statement.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import type { KnownSender } from './open-stored.ts';

/**
 * That a key was lost, somebody had gone or an organisation was shut out is often known only days later. What would not be
 * believed if it were opened now does not vanish from a device that has shown it, but it is unproven from then on.
 *
 * @param statement of the own organisation
 * @param knownSender what is known now; null: nothing, then what was opened stays as it was
 * @returns whether an event that was opened with this period would not be believed now
 */
export function doubts(
  { periods }: Statement,
  knownSender: (organisation: string) => KnownSender | null,
): (opened: StoredEvent, period: string) => boolean {
  const lost = new Map(
    periods.filter(({ compromisedSince }) => compromisedSince !== null).map((each) => [each.id, each]),
  );
  const believed = new Map<string, BelievedUntil>();
  return ({ event, signers, receivedHour }, periodId) => {
    const period = lost.get(periodId);
    if (period !== undefined && othersMayHaveHad(period, receivedHour)) return true;
    const until = believed.get(event.sender) ?? believedUntil(knownSender(event.sender));
    believed.set(event.sender, until);
    return (
      receivedHour > until.sender || signers.some((number) => receivedHour > (until.members.get(number) ?? FOR_EVER))
    );
  };
}

/** Whether somebody else may have had a period's key in the hour in which something was stored. */
function othersMayHaveHad({ compromisedSince }: Period, receivedHour: string): boolean {
  return compromisedSince !== null && receivedHour >= toFullHour(new Date(compromisedSince));
}

/** The last hours in which what was stored is believed. */
interface BelievedUntil {
  sender: string;
  /** Of members who are revoked. */
  members: Map<number, string>;
}

/** After every hour, as texts are ordered. */
const FOR_EVER = '~';

function believedUntil(known: KnownSender | null): BelievedUntil {
  const members = new Map<number, string>();
  for (const { number, revoked } of known?.certificates ?? []) {
    if (revoked !== null) members.set(number, toFullHour(new Date(revoked)));
  }
  const since = known?.revokedSince ?? null;
  return { sender: since === null ? FOR_EVER : toFullHour(new Date(since)), members };
}
