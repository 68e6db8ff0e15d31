import { vault } from '#app/vault/vault.ts';
import type { Agreed } from '#casework/consent/consent.ts';
import { mayBeTold } from '#casework/consent/receivers.ts';
import type { Introduced } from '#casework/matter/acts.ts';
import type { Introduction } from '#casework/matter/introductions.ts';
import { leadOf } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import { PortalRefusal } from '../ask.ts';
import { prove } from '../prove.ts';
import { agreedFor, doAct } from './do-act.ts';

/**
 * Tells each of two organisations of a case that it may speak with the other one, in a thread that both learn of only now. Done again after
 * one could not be told, it tells the one that is left.
 *
 * @param two matters of the same case
 * @throws PortalRefusal CONSENT_LAPSED before anybody is told; NOT_OPEN_NOW and as `send`
 */
export async function introduce(two: readonly [ListedMatter, ListedMatter], note: string, own: string): Promise<void> {
  const cases = await vault().listCases();
  const matters = (await vault().listMatters(new Date())).filter((each) => each.case?.id === two[0].case?.id);
  const lead = leadOf(matters, own);
  const tellings = [];
  for (const [listed, other] of [two, [two[1], two[0]] as const]) {
    const agreed = agreedFor(listed, cases);
    if (!mayBeTold(await kindOf(listed.counterpart), agreed)) throw new PortalRefusal('CONSENT_LAPSED');
    tellings.push({ listed, other: other.counterpart, agreed });
  }
  const between = begunBetween(two) ?? (await vault().newThread());
  for (const { listed, other, agreed } of tellings) {
    const isLead = other === lead;
    const told = toldOf(listed, other).find(({ to }) => to.thread === between);
    if (told?.isLead === isLead) continue;
    const body: Introduced = { to: other, thread: between, isLead, note, basis: { agreed, override: null } };
    const { counterpart, thread } = listed;
    await doAct({ counterpart, thread, kind: 'introduced', body }, own, { notAfter: endOf(agreed) });
  }
}

/**
 * The thread that both know of, or that one of the two was told in this very hour: whoever learns of it later than somebody wrote in it does not
 * take it for an introduction.
 */
function begunBetween(two: readonly [ListedMatter, ListedMatter]): string | null {
  const [one, other] = two;
  const told = toldOf(one, other.counterpart);
  const toldToo = toldOf(other, one.counterpart);
  const hour = toFullHour(new Date());
  const both = told.find(({ to, saidAt }) =>
    toldToo.some((each) => each.to.thread === to.thread && each.saidAt === saidAt),
  );
  return (both ?? [...told, ...toldToo].find(({ saidAt }) => saidAt === hour))?.to.thread ?? null;
}

/**
 * Whether two were introduced to each other already, and know who leads.
 *
 * @param lead UUID of who leads the case now
 */
export function areIntroduced(two: readonly [ListedMatter, ListedMatter], lead: string): boolean {
  const [one, other] = two;
  const told = toldOf(one, other.counterpart);
  const toldToo = toldOf(other, one.counterpart);
  return told.some(({ to, saidAt, isLead }) =>
    toldToo.some(
      (each) =>
        each.to.thread === to.thread &&
        each.saidAt === saidAt &&
        isLead === (other.counterpart === lead) &&
        each.isLead === (one.counterpart === lead),
    ),
  );
}

/** What one was told of another by us. */
function toldOf({ introductions }: ListedMatter, of: string): Introduction[] {
  return introductions.filter(({ to, isOurs }) => !isOurs && to.counterpart === of);
}

async function kindOf(organisation: string): Promise<string> {
  const proved = await prove(organisation);
  return proved.outcome === 'proved' ? proved.proof.organisation.kind : '';
}

function endOf(agreed: readonly Agreed[]): number {
  return Math.min(...agreed.map(({ until }) => Date.parse(until)));
}
