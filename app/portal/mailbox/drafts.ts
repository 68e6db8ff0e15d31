import { DraftsDocument, PutDraftDocument } from '#app/queries/portal/mailbox.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal, PortalRefusal, unlessRefused } from '../ask.ts';
import { untilConnected } from '../until-connected.ts';

/** What somebody has begun to write; sealed to its author alone. */
export interface DraftContent {
  receiver: string;
  thread: string;
  text: string;
  /** BCP 47 */
  language: string;
  /** When it was begun: RFC 3339, UTC. */
  begunAt: string;
}

/** Where something is kept. */
export interface DraftPlace {
  /** UUID */
  id: string;
  version: number;
}

export interface Draft extends DraftPlace {
  content: DraftContent;
}

/** Those that cannot be opened were sealed to keys that were replaced. */
export async function readDrafts(): Promise<{ drafts: Draft[]; unreadable: DraftPlace[] }> {
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

export async function draftIn(receiver: string, thread: string): Promise<Draft | null> {
  const { drafts } = await readDrafts();
  return drafts.find(({ content }) => content.receiver === receiver && content.thread === thread) ?? null;
}

/** Of a matter in which nothing was written yet. */
export async function draftOfNewMatter(receiver: string): Promise<Draft | null> {
  const { drafts } = await readDrafts();
  const begun = new Set((await vault().listConversations()).map(({ thread }) => thread));
  return drafts.find(({ content }) => content.receiver === receiver && !begun.has(content.thread)) ?? null;
}

/**
 * Keeps what was sealed, for as long as the node has to be waited for. What the same member keeps in two windows is kept in the order
 * in which it comes.
 *
 * @returns its version
 * @throws PortalRefusal
 */
export async function keepDraft({ id, version }: DraftPlace, sealed: string): Promise<number> {
  try {
    return await untilConnected(() => putDraft(id, version, sealed));
  } catch (error) {
    if (!(error instanceof PortalRefusal) || error.code !== 'NOT_NEXT') throw error;
    // It came before, and its answer did not; or another window has kept it.
    const { sealedState } = await askPortal(DraftsDocument, {});
    const kept = sealedState.find((draft) => draft.id === id);
    if (kept === undefined) throw error;
    return putDraft(id, kept.version, sealed);
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
