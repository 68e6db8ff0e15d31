import { fromHex } from '#crypto/bytes.ts';
import { PortalRefusal } from '../ask.ts';
import { untilAnswered } from '../until-answered.ts';
import type { SealedFile } from './seal-file.ts';

/** An upload that has not moved for so long has lost its connection, in milliseconds. */
const LONGEST_PAUSE = 60_000;

/**
 * Brings a sealed file to the node, again and again as long as there is no connection: it is stored once.
 *
 * @param on.progress told from 0 to 1, each time anew
 * @param on.waiting told when there is no connection, and it will be tried again
 * @throws PortalRefusal; the signal's reason
 */
export function uploadBlob(
  { attachment, sealed }: Pick<SealedFile, 'attachment' | 'sealed'>,
  on: { progress: (part: number) => void; waiting: () => void },
  signal: AbortSignal,
): Promise<void> {
  const attempt = () => put(attachment, sealed, on.progress, signal);
  return untilAnswered(attempt, on.waiting, signal);
}

/** By XMLHttpRequest: `fetch` tells nothing of what was sent so far. */
function put(
  { blob, sha256 }: SealedFile['attachment'],
  sealed: Blob,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new PortalRefusal('NO_CONNECTION'));
    const abort = () => request.abort();
    let pause: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(pause);
      pause = setTimeout(abort, LONGEST_PAUSE);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      onProgress(loaded / total);
    };
    request.onload = () => {
      const refusal = refusalIn(request);
      if (refusal === null) resolve();
      else reject(refusal);
    };
    request.onerror = lost;
    request.onabort = () => (signal.aborted ? reject(signal.reason) : lost());
    request.onloadend = () => {
      clearTimeout(pause);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort);
    request.open('PUT', `/blobs/${blob}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Content-Digest', `sha-256=:${btoa(String.fromCharCode(...fromHex(sha256)))}:`);
    moved();
    request.send(sealed);
  });
}

/** What a proxy says while the node is started anew. */
const AWAY = [502, 503, 504];

/** @returns null when it is stored */
function refusalIn({ status, responseText }: XMLHttpRequest): PortalRefusal | null {
  if (status === 200) return null;
  if (AWAY.includes(status)) return new PortalRefusal('NO_CONNECTION');
  const code = codeIn(responseText);
  // Its words elsewhere are of administrators.
  return new PortalRefusal(code === 'NOT_ALLOWED' ? 'NOT_A_CASEWORKER' : code);
}

/** Of the node's JSON; anything else was said by nobody who foresaw it. */
export function codeIn(answer: string): string {
  try {
    const { code } = JSON.parse(answer) as { code?: unknown };
    return typeof code === 'string' ? code : 'UNEXPECTED';
  } catch {
    return 'UNEXPECTED';
  }
}
