import { DraftsDocument, PutDraftDocument } from '#app/queries/portal/mailbox.ts';
import { onLockChange, vault } from '#app/vault/vault.ts';
import { askPortal, PortalRefusal, unlessRefused } from '../ask.ts';
import { untilAnswered } from '../until-answered.ts';

/** What somebody has begun to write or to fill in; sealed to its author alone. */
export type DraftContent = MessageDraft | FormDraft;

export interface MessageDraft {
  receiver: string;
  thread: string;
  text: string;
  /** BCP 47 */
  language: string;
  /** When it was begun: RFC 3339, UTC. */
  begunAt: string;
}

/** A form that was begun: what it is for, and what was filled in so far. */
export interface FormDraft {
  /** Address of its page in the portal. */
  page: string;
  filled: unknown;
  /** When it was begun: RFC 3339, UTC. */
  begunAt: string;
}

/** Where something is kept. */
export interface DraftPlace {
  /** UUID */
  id: string;
  version: number;
}

export interface Draft<Content = DraftContent> extends DraftPlace {
  content: Content;
}

const keepings = new Set<Promise<void>>();
// A vault that has ended answers nobody.
onLockChange(() => keepings.clear());

/** Whoever looks for drafts waits for what is just being kept: a page was left, and is there again. */
export function noteKeeping(keeping: Promise<void>): void {
  const settled = keeping.catch(() => undefined).finally(() => keepings.delete(settled));
  keepings.add(settled);
}

/** Those that cannot be opened were sealed to keys that were replaced. */
export async function readDrafts(): Promise<{ drafts: Draft[]; unreadable: DraftPlace[] }> {
  await Promise.all(keepings);
  const { sealedState } = await askPortal(DraftsDocument, {});
  const opened = await Promise.all(
    sealedState.map(async ({ id, version, sealed }) => ({
      id,
      version,
      content: (await vault()
        .openDraft(sealed)
        .catch(() => null)) as DraftContent | null,
    })),
  );
  return {
    drafts: opened.filter((draft): draft is Draft => draft.content !== null),
    unreadable: opened.filter(({ content }) => content === null),
  };
}

export function isMessageDraft(draft: Draft): draft is Draft<MessageDraft> {
  return 'receiver' in draft.content;
}

export function isFormDraft(draft: Draft): draft is Draft<FormDraft> {
  return 'page' in draft.content;
}

export async function draftIn(receiver: string, thread: string): Promise<Draft<MessageDraft> | null> {
  const drafts = (await readDrafts()).drafts.filter(isMessageDraft);
  return drafts.find(({ content }) => content.receiver === receiver && content.thread === thread) ?? null;
}

export async function draftOfForm(page: string): Promise<Draft<FormDraft> | null> {
  return (await readDrafts()).drafts.filter(isFormDraft).find(({ content }) => content.page === page) ?? null;
}

/** Of a matter in which nothing was written yet. */
export async function draftOfNewMatter(receiver: string): Promise<Draft<MessageDraft> | null> {
  const drafts = (await readDrafts()).drafts.filter(isMessageDraft);
  const begun = new Set((await vault().listConversations()).map(({ thread }) => thread));
  return drafts.find(({ content }) => content.receiver === receiver && !begun.has(content.thread)) ?? null;
}

/**
 * Keeps what was sealed, for as long as the node has to be waited for. What the same member keeps in two windows is kept in the order
 * in which it comes; what was thrown away elsewhere meanwhile is kept anew.
 *
 * @returns where it is
 * @throws PortalRefusal
 */
export async function keepDraft({ id, version }: DraftPlace, sealed: string): Promise<DraftPlace> {
  try {
    return { id, version: await untilAnswered(() => putDraft(id, version, sealed)) };
  } catch (error) {
    if (!(error instanceof PortalRefusal) || error.code !== 'NOT_NEXT') throw error;
    // It came before, and its answer did not; or another window has kept it.
    const { sealedState } = await askPortal(DraftsDocument, {});
    const kept = sealedState.find((draft) => draft.id === id);
    const place = kept ?? { id: crypto.randomUUID(), version: 0 };
    return { id: place.id, version: await putDraft(place.id, place.version, sealed) };
  }
}

/** @throws PortalRefusal */
export async function dropDraft({ id, version }: DraftPlace): Promise<void> {
  if (version > 0) await putDraft(id, version, null);
}

async function putDraft(id: string, previousVersion: number, sealed: string | null): Promise<number> {
  const input = { kind: 'draft', id, previousVersion, sealed };
  return unlessRefused((await askPortal(PutDraftDocument, { input })).putSealedState).version;
}
