import { vault } from '#app/vault/vault.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { actOn } from '../casework/page-of-act.ts';
import { type DraftContent, dropDraft, readDrafts } from './drafts.ts';

const OVER: ReadonlySet<string> = new Set(['CLOSED', 'WITHDRAWN', 'REVOKED']);

/**
 * Throws away what was begun about a case that is over since, but for what is before the eyes.
 *
 * @param own UUID of the own organisation
 * @throws PortalRefusal
 */
export async function dropDraftsOfWhatIsOver(own: string): Promise<void> {
  const matters = await vault().listMatters(new Date());
  if (!matters.some(isOver)) return;
  const { drafts } = await readDrafts();
  const shown = `${location.pathname}${location.search}`;
  for (const { content, ...place } of drafts) {
    if (isOfWhatIsOver(content, matters, own) && !pageOf(content).startsWith(shown)) await dropDraft(place);
  }
}

/** Of a matter that is over, or of a case in which every matter is. */
export function isOfWhatIsOver(content: DraftContent, matters: readonly ListedMatter[], own: string): boolean {
  const [pathname = '', query] = pageOf(content).split('?');
  const asked = new URLSearchParams(query);
  const inThread = matters.find(({ counterpart, thread }) => pathname.endsWith(`/${counterpart}/${thread}`));
  if (inThread !== undefined) {
    const act = actOn(asked);
    const isOpen = act !== null && whyNot(inThread.matter.standing, act, own) === null;
    return isOver(inThread) && !isOpen;
  }
  const [, caseId = asked.get('case')] = /^\/portal\/cases\/([0-9a-f-]{36})\//.exec(pathname) ?? [];
  const ofCase = matters.filter((each) => each.case !== null && each.case.id === caseId);
  return ofCase.length > 0 && ofCase.every(isOver);
}

function isOver({ matter }: ListedMatter): boolean {
  return OVER.has(matter.standing.course);
}

function pageOf(content: DraftContent): string {
  return 'page' in content ? content.page : `/portal/messages/${content.receiver}/${content.thread}`;
}
