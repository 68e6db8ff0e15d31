import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export type Secret = string | Uint8Array;

/**
 * Files under a folder in which one of some secrets stands: as it is, in UTF-16, in hex, or inside base64 at whichever offset.
 *
 * @param secrets each at least 8 characters or bytes, so that no file has it by chance
 * @returns paths within the folder
 */
export async function filesThatHold(secrets: readonly Secret[], folder: string): Promise<string[]> {
  const forms = secrets.flatMap(formsOf);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    // A running program removes files while we look.
    const content = await readFile(file).catch(() => null);
    if (content !== null && forms.some((form) => content.includes(form))) found.push(path.relative(folder, file));
  }
  return found;
}

export function holds(secret: Secret, text: string): boolean {
  const content = Buffer.from(text);
  return formsOf(secret).some((form) => content.includes(form));
}

function formsOf(secret: Secret): Buffer[] {
  const bytes = typeof secret === 'string' ? Buffer.from(secret, 'utf8') : Buffer.from(secret);
  const hex = bytes.toString('hex');
  return [
    bytes,
    ...(typeof secret === 'string' ? [Buffer.from(secret, 'utf16le')] : []),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    ...insideBase64(bytes),
  ];
}

/** The part of its base64 that does not depend on what stands before and after, for each of the three offsets. */
function insideBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const inner = text.slice(start, end);
    return [Buffer.from(inner), Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'))];
  });
}
