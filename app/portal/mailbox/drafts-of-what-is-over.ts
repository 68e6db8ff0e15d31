import { vault } from '#app/vault/vault.ts';
import type { ActKind } from '#casework/matter/acts.ts';
import { timeOf } from '#casework/matter/deadlines.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { isOver } from '#casework/matter/over.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { actOn } from '../casework/page-of-act.ts';
import { dropDraft, type FormDraft, isFormDraft, readDrafts } from './drafts.ts';

/**
 * Throws away what was begun to be done in a matter before it was over, but for what is before the eyes. Words, assessments and what would begin
 * a new matter stay until their author throws them away: nobody else can judge whether they are still needed.
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

/** Of a matter that is over since, unless it can still be done there. */
export function isOfWhatIsOver({ page, begunAt }: FormDraft, matters: readonly ListedMatter[], own: string): boolean {
  const [pathname = '', query] = page.split('?');
  const inThread = matters.find(({ counterpart, thread }) => pathname.endsWith(`/${counterpart}/${thread}`));
  if (inThread === undefined) return false;
  const { matter } = inThread;
  const act = actOn(new URLSearchParams(query));
  const isOpen = act !== null && whyNot(matter.standing, act, own) === null;
  return !isOpen && isOver(matter.standing) && (overSince(matter) ?? 0) > Date.parse(begunAt);
}

const ENDING: ReadonlySet<ActKind> = new Set(['declined', 'redirected', 'closed', 'withdrawn', 'recalled']);

/** In milliseconds since 1970: when the first act counted that ended it; null: none did, such as where nothing is believed any more. */
function overSince({ acts }: Matter): number | null {
  const ended = acts.filter(({ kind, verdict }) => verdict === 'counts' && ENDING.has(kind));
  return ended.length === 0 ? null : Math.min(...ended.map((act) => timeOf(act) ?? 0));
}
