import { foldWords, stem } from './fold.ts';

const AROUND = 80;

/**
 * The place in an entry's texts where a question was found, as HTML: everything escaped, the words in `<mark>`.
 *
 * @returns null when none of the texts has a word of the question (a label or a State's name had it)
 */
export function highlight(texts: readonly (string | null)[], words: readonly string[]): string | null {
  const beginnings = words.map(stem);
  const isFound = (part: string) => foldWords(part).some((word) => beginnings.some((begin) => word.startsWith(begin)));
  for (const text of texts) {
    if (text === null) continue;
    const parts = text.split(/(\s+)/);
    const first = parts.findIndex(isFound);
    if (first < 0) continue;
    const start = Math.max(0, parts.slice(0, first).join('').length - AROUND);
    const from = indexAfter(parts, start);
    const shown = parts.slice(from, first + AROUND / 2);
    const marked = shown.map((part) => (isFound(part) ? `<mark>${asHtml(part)}</mark>` : asHtml(part))).join('');
    return `${from > 0 ? '… ' : ''}${marked.trim()}${first + AROUND / 2 < parts.length ? ' …' : ''}`;
  }
  return null;
}

/** The first part that begins at or after this many characters. */
function indexAfter(parts: readonly string[], characters: number): number {
  let length = 0;
  return parts.findIndex((part) => {
    const begins = length;
    length += part.length;
    return begins >= characters;
  });
}

function asHtml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => named[character] ?? character);
}
