import anyAscii from 'any-ascii';

/**
 * Words as search knows them: Latin letters and digits in lower case, whatever the accents, case and script they were
 * written in. "Молдова", "MOLDOVA" and "Moldova" are one word. The same is done to the directory and to what people ask.
 */
export function foldWords(text: string): string[] {
  const letters = text.normalize('NFKC').replace(PICTURES, ' ');
  return (
    anyAscii(letters)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}

/** The folded words of a text, each with the spelling in which it stands there. */
export function wordsOf(text: string): { word: string; shown: string }[] {
  return text.split(/[\s,;:!?()«»„“”"/]+/).flatMap((shown) => foldWords(shown).map((word) => ({ word, shown })));
}

/** Emoji are no words, though they have names. */
const PICTURES = /\p{Extended_Pictographic}/gu;

/**
 * What is left of a word when its ending is set aside, so that "shelters" finds "shelter" and "приюты" finds "приют":
 * languages put grammar at the end, and no dictionary knows all of ours.
 */
export function stem(word: string): string {
  if (/^\d+$/.test(word) || word.length < 7) return word;
  return word.slice(0, word.length < 9 ? -1 : -2);
}

/** "٠٨٠٠" and "０８００" as telephones have it on their keys. */
export function withLatinDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => anyAscii(digit));
}

export function bareDigits(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '');
}

/** The letters of a word in the order of the alphabet: the same for "shelter" and "shleter". */
export function lettersOf(word: string): string {
  return [...word].sort().join('');
}
