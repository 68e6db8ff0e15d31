import { transfer } from 'comlink';
import { KeyProofDocument, type KeyProofTexts } from '#app/queries/portal/key-proof.ts';
import { vault } from '#app/vault/vault.ts';
import type { Conversation, Entry } from '#casework/conversation.ts';
import { kindOf } from '#casework/file-kind.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { shownTo } from '#casework/matter/shown-to.ts';
import { formsIn } from '#casework/matter/told.ts';
import type { Attachment } from '#casework/message.ts';
import type { Bytes } from '#crypto/bytes.ts';
import { askPortal, PortalRefusal } from '../ask.ts';
import { fetchFile } from '../attachments/fetch-file.ts';
import { fileName } from '../attachments/file-name.ts';
import { linesOf, linesOfForm } from '../casework/act-words.ts';
import { type FormWords, readFormWords } from '../casework/form-words.ts';
import { exactTime } from '../exact-time.ts';
import { note } from '../mailbox/note.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { prove } from '../prove.ts';
import { stateNameOf } from '../state-name.ts';
import type { PortalTranslator } from '../text.tsx';
import { exportArchive } from './export-files.ts';
import { type CopiedMessage, readableCopy } from './readable-copy.ts';

/** All attachments together, in bytes; more does not fit into the memory of a small device. */
const MOST_ATTACHED = 300_000_000;

/** A matter taken out of the portal: an age file and what opens it. */
export interface ExportedMatter {
  /** To be shown once. */
  words: string;
  sealed: Bytes;
}

/**
 * Takes a matter out: what both sides signed, the files, the proof of both keys as of now, and a copy that people can read. Colleagues
 * see that it was done. No key of the organisation is in it.
 *
 * @throws PortalRefusal NO_CONNECTION, and as for sending
 */
export async function exportMatter(
  t: PortalTranslator,
  conversation: Conversation,
  own: OwnPortalOrganisation,
): Promise<ExportedMatter> {
  const { counterpart, thread, entries } = conversation;
  const files = entries.flatMap((entry) => placesOf(entry));
  const attachments = await fetched(files);
  const proofs = new Map<string, KeyProofTexts>();
  const sides = new Map<string, Side>();
  for (const organisation of [own.id, counterpart]) {
    proofs.set(organisation, (await askPortal(KeyProofDocument, { organisation })).keyProof);
    sides.set(organisation, await sideOf(t, organisation));
  }
  const matters = await vault().listMatters(new Date());
  const matter = matters.find((each) => each.counterpart === counterpart && each.thread === thread)?.matter ?? null;
  const archive = exportArchive({
    readableCopy: copyOf(t, {
      conversation,
      sides,
      attachments,
      own: own.id,
      matter,
      words: await readFormWords(t.lang),
    }),
    events: await vault().signedEvents(counterpart, thread),
    attachments,
    proofs,
    registryKeys: document.getElementById('trust')?.textContent ?? null,
  });
  const exported = await vault().sealForExport(transfer(archive, [archive.buffer]));
  await note('exported', { counterpart, thread }, own.id);
  return exported;
}

interface PlacedFile {
  /** In the export. */
  path: string;
  attachment: Attachment;
}

/** Each file of a message has a folder of its own, because names may be the same. */
function placesOf({ message, envelope }: Entry): PlacedFile[] {
  return (message?.attachments ?? []).map((attachment, place) => ({
    path: `attachments/${envelope}/${place + 1}/${fileName(attachment.name, kindOf(attachment.mediaType) ?? 'text')}`,
    attachment,
  }));
}

/** Files that are gone, changed or too much for one device are left out, and the copy says so: nobody can keep the rest in. */
async function fetched(files: readonly PlacedFile[]): Promise<Map<string, Bytes>> {
  const attachments = new Map<string, Bytes>();
  let left = MOST_ATTACHED;
  for (const { path, attachment } of files) {
    if (attachment.length > left) continue;
    try {
      attachments.set(path, await fetchFile(attachment, () => undefined));
      left -= attachment.length;
    } catch (error) {
      if (!(error instanceof PortalRefusal) || !LEFT_OUT.includes(error.code)) throw error;
    }
  }
  return attachments;
}

const LEFT_OUT = ['BLOB_GONE', 'BLOB_CHANGED'];

interface Side {
  name: string;
  /** Who vouches for it, with the words of its key; or that nobody does. */
  line: string;
}

async function sideOf(t: PortalTranslator, organisation: string): Promise<Side> {
  const proved = await prove(organisation);
  if (proved.outcome === 'refused') {
    return { name: t('messages.unproved'), line: t('pair', { name: organisation, text: t('messages.unproved') }) };
  }
  const { proof, words } = proved;
  const { name } = proof.organisation;
  return {
    name,
    line: t('export.organisation', { name, id: organisation, state: stateNameOf(t, proved.state), words }),
  };
}

interface Copied {
  conversation: Conversation;
  sides: ReadonlyMap<string, Side>;
  attachments: ReadonlyMap<string, Bytes>;
  /** UUID */
  own: string;
  /** Null where there are words alone. */
  matter: Matter | null;
  words: FormWords;
}

function copyOf(t: PortalTranslator, copied: Copied): string {
  const { conversation, sides } = copied;
  return readableCopy({
    lang: t.lang,
    title: t('export.copy.title'),
    facts: [
      t('export.copy.asOf', { time: exactTime(t, new Date().toISOString()) }),
      ...[...sides.values()].map(({ line }) => line),
    ],
    messages: conversation.entries.map((entry) => copiedMessage(t, entry, copied)),
    checking: {
      title: t('export.check'),
      steps: [
        t('export.check.events'),
        t('export.check.keys'),
        t('export.check.proofs'),
        t('export.check.order'),
        t('export.check.files'),
        t('export.check.copy'),
      ],
    },
  });
}

function copiedMessage(t: PortalTranslator, entry: Entry, copied: Copied): CopiedMessage {
  const { sides, attachments, own } = copied;
  const files = placesOf(entry);
  const isKept = ({ path }: PlacedFile) => attachments.has(path);
  const { sender, author, at, openedAt, isUnproven, message, hash } = entry;
  const act = copied.matter?.acts.find((each) => each.hash === hash) ?? null;
  return {
    by: `${sides.get(sender)?.name ?? sender}, ${t('entry.member', { number: author })}`,
    at: exactTime(t, at),
    notes: [
      ...(sender === own
        ? [openedAt === null ? t('messages.notOpened') : t('entry.opened', { time: exactTime(t, openedAt) })]
        : []),
      ...(isUnproven ? [t('entry.unproven')] : []),
      ...(act !== null && act.verdict !== 'counts' ? [t(`verdict.${act.verdict}`)] : []),
      ...(message === null && act === null ? [t('entry.unknown')] : []),
      ...files.filter((file) => !isKept(file)).map(({ attachment }) => t('export.missing', { name: attachment.name })),
    ],
    text: act === null || copied.matter === null ? (message?.text ?? '') : actInWords(act, copied.matter, copied),
    language: message?.language ?? t.lang,
    files: files.filter(isKept).map(({ path, attachment }) => ({ path, name: attachment.name })),
  };
}

/** What was done, and what it said as far as the reader may see it. */
function actInWords(judged: JudgedAct, matter: Matter, { own, words }: Pick<Copied, 'own' | 'words'>): string {
  const { t } = words;
  const { kind, act } = judged;
  const { sight, without } = shownTo(own, judged, matter);
  const lines = [t(`done.${kind}`)];
  if (act === null || sight !== 'shown') return [...lines, t(sight === 'gone' ? 'act.gone' : 'act.hidden')].join('\n');
  const override = act.kind === 'referral' ? act.body.basis.override : null;
  if (override !== null) lines.push(t(`override.${override}`));
  lines.push(...linesOf(act, words, without), ...formsIn(act).flatMap((form) => linesOfForm(form, words, without)));
  return lines.join('\n');
}
