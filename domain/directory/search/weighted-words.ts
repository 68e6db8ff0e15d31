import { wordsOf } from './fold.ts';

/** PostgreSQL keeps positions up to this one, and at most 256 of a word. */
const LAST_POSITION = 16_383;

export type Weight = 'A' | 'B' | 'C' | 'D';

/** The words of one entry with their weights, as PostgreSQL's `tsvector` keeps them. */
export class WeightedWords {
  readonly #places = new Map<string, string[]>();
  readonly #spellings = new Map<string, string>();
  #position = 0;

  addText(weight: Weight, text: string): void {
    for (const { word, shown } of wordsOf(text)) {
      this.addWord(weight, word);
      if (!this.#spellings.has(word)) this.#spellings.set(word, shown);
    }
  }

  /** @param word folded, or a concept */
  addWord(weight: Weight, word: string): void {
    this.#position = Math.min(this.#position + 1, LAST_POSITION);
    const places = this.#places.get(word) ?? [];
    places.push(`${this.#position}${weight}`);
    this.#places.set(word, places);
  }

  /** Each word of a text with one of the spellings in which it was written. */
  spellings(): IterableIterator<[word: string, shown: string]> {
    return this.#spellings.entries();
  }

  /** As text for a cast to `tsvector`: words are folded, so nothing in them needs escaping. */
  asTsvector(): string {
    return [...this.#places].map(([word, places]) => `${word}:${places.slice(0, 256).join(',')}`).join(' ');
  }
}
