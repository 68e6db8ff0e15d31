import { DraftsDocument, PutDraftDocument } from '#app/queries/portal/mailbox.ts';
import { type OpenVault, vault } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from '../ask.ts';

/** What somebody has begun to write; sealed to its author alone. */
export interface DraftContent {
  receiver: string;
  thread: string;
  text: string;
  /** BCP 47 */
  language: string;
}

export interface Draft {
  /** UUID */
  id: string;
  version: number;
  content: DraftContent;
}

/** Those that cannot be opened were sealed to keys that were replaced: they are left out. */
export async function readDrafts(): Promise<Draft[]> {
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
  return opened.filter((draft): draft is Draft => draft.content !== null);
}

/** @param thread null: any, such as one of a matter that has not begun */
export async function draftFor(receiver: string, thread: string | null): Promise<Draft | null> {
  const drafts = await readDrafts();
  return (
    drafts.find(({ content }) => content.receiver === receiver && (thread ?? content.thread) === content.thread) ?? null
  );
}

/** @param by the vault that is still open when the keys are about to be locked @throws PortalRefusal NOT_NEXT when it was changed elsewhere */
export async function keepDraft(
  { id, version }: Pick<Draft, 'id' | 'version'>,
  content: DraftContent,
  by: OpenVault = vault(),
): Promise<number> {
  return putDraft(id, version, await by.sealDraft(content));
}

/** @throws PortalRefusal */
export async function dropDraft({ id, version }: Pick<Draft, 'id' | 'version'>): Promise<void> {
  if (version > 0) await putDraft(id, version, null);
}

async function putDraft(id: string, previousVersion: number, sealed: string | null): Promise<number> {
  const input = { kind: 'draft', id, previousVersion, sealed };
  return unlessRefused((await askPortal(PutDraftDocument, { input })).putSealedState).version;
}
