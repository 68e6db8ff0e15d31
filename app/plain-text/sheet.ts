/** What a small screen shows of a line without breaking it anew. */
const WIDTH = 70;

/** A space at which no line ends: inside a number. It is written as an ordinary one. */
const UNBREAKABLE = '\u00a0';

export function unbroken(text: string): string {
  return text.replaceAll(' ', UNBREAKABLE);
}

/** A text of short lines, built from the top down. */
export class Sheet {
  readonly #lines: string[] = [];

  heading(text: string): void {
    this.#lines.push('', text, '-'.repeat(Math.min(WIDTH, [...text].length)));
  }

  /** A paragraph; what follows its first line is set in, so that the eye finds where the next one begins. */
  add(text: string, { indent = 0, hanging = indent }: { indent?: number; hanging?: number } = {}): void {
    this.#lines.push(...wrapped(text, ' '.repeat(indent), ' '.repeat(hanging)));
  }

  gap(): void {
    this.#lines.push('');
  }

  toString(): string {
    return `${this.#lines.join('\n').trim().replaceAll(UNBREAKABLE, ' ')}\n`;
  }
}

/** A word that is longer than a line, such as an address, is never broken: it could no longer be copied. */
function wrapped(text: string, first: string, others: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    if (!isEmpty && [...line].length + 1 + [...word].length > WIDTH) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}
