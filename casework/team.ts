import { threadCode } from '#crypto/case-event.ts';
import { fieldsOf, listOf, ordinal, orNull } from '#crypto/shape.ts';
import type { StoredEvent } from './conversation.ts';
import { groupBy } from './group-by.ts';
import { order } from './order.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** Who of the own organisation works on a thread; written to the organisation itself. */
export interface Team {
  thread: string;
  /** Numbers of members; the first leads. */
  members: number[];
  /** Looks after it when the others are away. */
  deputy: number | null;
}

const MOST_MEMBERS = 50;

/** The last word of an organisation to itself on who works on a thread, by thread. */
export function teamsOf(own: string, events: readonly StoredEvent[]): Map<string, Team> {
  const toItself = events.filter(({ event }) => event.receiver.organisation === own && event.sender === own);
  const teams = new Map<string, Team>();
  for (const group of groupBy(toItself, ({ event }) => event.thread)) {
    for (const { event, isUnproven } of order(group).events) {
      const team = event.kind === 'team' && !isUnproven ? unlessMalformed(() => readTeam(event.body)) : null;
      if (team !== null) teams.set(team.thread, team);
    }
  }
  return teams;
}

/** @throws ShapeError */
export function readTeam(body: unknown): Team {
  const fields = fieldsOf(body, ['thread', 'members', 'deputy']);
  return {
    thread: threadCode(fields.thread),
    members: listOf(fields.members, MOST_MEMBERS, ordinal),
    deputy: orNull(fields.deputy, ordinal),
  };
}
