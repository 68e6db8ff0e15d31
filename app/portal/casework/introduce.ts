import { vault } from '#app/vault/vault.ts';
import type { Agreed } from '#casework/consent/consent.ts';
import { mayBeTold } from '#casework/consent/receivers.ts';
import type { Introduced } from '#casework/matter/acts.ts';
import { threadBetween, toldOf } from '#casework/matter/introductions.ts';
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
  const between = threadBetween(two, toFullHour(new Date())) ?? (await vault().newThread());
  for (const { listed, other, agreed } of tellings) {
    const isLead = other === lead;
    const told = toldOf(listed, other).find(({ to }) => to.thread === between);
    if (told?.isLead === isLead) continue;
    const body: Introduced = { to: other, thread: between, isLead, note, basis: { agreed, override: null } };
    const { counterpart, thread } = listed;
    await doAct({ counterpart, thread, kind: 'introduced', body }, own, { notAfter: endOf(agreed) });
  }
}

async function kindOf(organisation: string): Promise<string> {
  const proved = await prove(organisation);
  return proved.outcome === 'proved' ? proved.proof.organisation.kind : '';
}

function endOf(agreed: readonly Agreed[]): number {
  return Math.min(...agreed.map(({ until }) => Date.parse(until)));
}
