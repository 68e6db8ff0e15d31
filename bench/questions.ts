import { DIRECTORY_SEED } from './directory-at-size.ts';
import { seededRandom } from './random.ts';
import { writingWords } from './words.ts';

const SEED = 58;
const COUNT = 100;
const PLACES = ['romania', 'rumänien', 'Молдова', 'albanie', 'serbia', 'germania', 'україна', 'österreich'];

/** What people search for: one or two words of the directory at size, a third of the time with a country. */
export function benchQuestions(): string[] {
  const words = writingWords(seededRandom(DIRECTORY_SEED));
  const random = seededRandom(SEED);
  return Array.from({ length: COUNT }, (_, index) => {
    const first = random.pickSkewed(words);
    if (index % 3 === 0) return first;
    return `${first} ${index % 3 === 1 ? random.pickSkewed(words) : random.pick(PLACES)}`;
  });
}

/** The same with a letter too few in the first word: what mending a typing error costs. */
export function mistyped(questions: readonly string[]): string[] {
  return questions.map((question) => `${question.slice(0, 3)}${question.slice(4)}`);
}
