import { vault } from '#app/vault/vault.ts';
import { timeOf } from '#casework/matter/deadlines.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { isOver } from '#casework/matter/over.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { actOn } from '../casework/page-of-act.ts';
import { dropDraft, type FormDraft, isFormDraft, readDrafts } from './drafts.ts';

/**
 * Throws away what was begun to be told or done in a case before it was over, but for what is before the eyes. Words and assessments stay
 * until their author throws them away: nobody else can judge whether they are still needed.
 *
 * @param own UUID of the own organisation
 * @throws PortalRefusal
 */
export async function dropDraftsOfWhatIsOver(own: string): Promise<void> {
  const matters = await vault().listMatters(new Date());
  if (!matters.some(({ matter }) => isOver(matter.standing))) return;
  const { drafts } = await readDrafts();
  for (const { content, ...place } of drafts.filter(isFormDraft)) {
    const isBeforeTheEyes = content.page.split('?')[0] === location.pathname;
    if (!isBeforeTheEyes && isOfWhatIsOver(content, matters, own)) await dropDraft(place);
  }
}

/** Of a matter that was over since, or of a case in which every matter was. */
export function isOfWhatIsOver({ page, begunAt }: FormDraft, matters: readonly ListedMatter[], own: string): boolean {
  const [pathname = '', query] = page.split('?');
  const asked = new URLSearchParams(query);
  if (pathname.endsWith('/assess')) return false;
  const isOverSince = ({ matter }: ListedMatter) =>
    isOver(matter.standing) && Math.max(...matter.acts.map((act) => timeOf(act) ?? 0)) > Date.parse(begunAt);
  const inThread = matters.find(({ counterpart, thread }) => pathname.endsWith(`/${counterpart}/${thread}`));
  if (inThread !== undefined) {
    const act = actOn(asked);
    const isOpen = act !== null && whyNot(inThread.matter.standing, act, own) === null;
    return !isOpen && isOverSince(inThread);
  }
  const [, caseId = asked.get('case')] = /^\/portal\/cases\/([0-9a-f-]{36})\//.exec(pathname) ?? [];
  const ofCase = matters.filter((each) => each.case !== null && each.case.id === caseId);
  return ofCase.length > 0 && ofCase.every(({ matter }) => isOver(matter.standing)) && ofCase.some(isOverSince);
}
