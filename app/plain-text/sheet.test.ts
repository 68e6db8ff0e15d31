import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sheet, unbroken } from './sheet.ts';

const WIDTH = 70;

function lines(write: (sheet: Sheet) => void): string[] {
  const sheet = new Sheet();
  write(sheet);
  return sheet.toString().split('\n');
}

it('breaks between words and sets in what follows', () => {
  const text = lines((sheet) => sheet.add('a '.repeat(50), { indent: 2, hanging: 4 }));
  expect(text).toEqual([`a${' a'.repeat(33)}`, `    a${' a'.repeat(15)}`, '']);
});

it('never ends a line inside a number', () => {
  const number = unbroken('+40 21 313 3100');
  expect(lines((sheet) => sheet.add(`${'a'.repeat(60)} ${number}`))).toEqual(['a'.repeat(60), '+40 21 313 3100', '']);
});

it('underlines a heading as far as it goes', () => {
  expect(lines((sheet) => sheet.heading('Помощь'))).toEqual(['Помощь', '------', '']);
});

it('keeps every word, in order, and no line is longer than it may be unless one word is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\S{1,90}$/u)), fc.nat(8), (words, indent) => {
      const text = lines((sheet) => sheet.add(words.join(' '), { indent }));
      expect(text.flatMap((line) => line.split(/\s+/u).filter(Boolean))).toEqual(words);
      for (const line of text) expect([...line].length <= WIDTH || line.trim().split(' ').length === 1).toBe(true);
    }),
  );
});
