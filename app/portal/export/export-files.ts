import type { KeyProofTexts } from '#app/queries/portal/key-proof.ts';
import { type Bytes, toUtf8 } from '#crypto/bytes.ts';
import type { SignedEvent } from '#crypto/signed-event.ts';
import { entryOf, writeZip } from '../attachments/zip.ts';

/** What is taken out of the portal of one matter, before it is sealed. */
export interface ExportFiles {
  /** An HTML document. */
  readableCopy: string;
  /** In the order of the conversation. */
  events: readonly SignedEvent[];
  /** By their place in the export. */
  attachments: ReadonlyMap<string, Bytes>;
  /** Of both organisations as of that day, by UUID. */
  proofs: ReadonlyMap<string, KeyProofTexts>;
  /** As they came with the code; null where it came with none. */
  registryKeys: string | null;
}

/** @returns a ZIP archive */
export function exportArchive({ readableCopy, events, attachments, proofs, registryKeys }: ExportFiles): Bytes {
  const texts: [path: string, text: string][] = [
    ['read-me.html', readableCopy],
    ...events.map((event, place): [string, string] => [
      `events/${String(place + 1).padStart(5, '0')}.json`,
      JSON.stringify(event),
    ]),
    ...Array.from(proofs, ([id, proof]): [string, string] => [`proofs/${id}.json`, JSON.stringify(proof)]),
  ];
  if (registryKeys !== null) texts.push(['proofs/registry-keys.json', registryKeys]);
  return writeZip([
    ...texts.map(([path, text]) => entryOf(path, toUtf8(text))),
    ...Array.from(attachments, ([path, bytes]) => entryOf(path, bytes)),
  ]);
}
