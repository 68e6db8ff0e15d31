import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayMatches, phoneObjection } from './phone.ts';

const digits = (from: number, to: number) => fc.stringMatching(new RegExp(`^[0-9]{${from},${to}}$`));

describe('a number dialled inside a State', () => {
  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])('is accepted with %i digits, whichever they are', (n) => {
    fc.assert(fc.property(digits(n, n), (number) => phoneObjection(number) === null));
  });

  it('is never refused for being short: all numbers of two and three digits', () => {
    const short = [
      ...Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')),
      ...Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0')),
    ];
    expect(short.filter((number) => phoneObjection(number) !== null)).toEqual([]);
  });

  it.each([
    ['112', 'the emergency number'],
    ['119', 'a police line of three digits'],
    ['17', 'the police of France'],
    ['15900', 'a line of five digits'],
    ['116006', 'the European line for victims of crime'],
    ['0800112112', 'a free line with its trunk zero'],
    ['08000800800801', 'a long service number'],
  ])('accepts %s, %s', (number) => {
    expect(phoneObjection(number)).toBeNull();
  });

  it('is refused with one digit, with more than 15, and without any', () => {
    expect(phoneObjection('')).not.toBeNull();
    expect(phoneObjection('1')).not.toBeNull();
    expect(phoneObjection('1'.repeat(16))).not.toBeNull();
    fc.assert(fc.property(digits(16, 60), (number) => phoneObjection(number) !== null));
  });
});

describe('a number with country code', () => {
  it.each([
    '+40213133100',
    '+18883737888',
    '+4930187718',
    '+442079304832',
    '+35679217921',
    '+390549888888',
    '+378882345',
    '+41800247365',
    '+77172555555',
    '+97611330606',
    '+80011226688',
  ])('is accepted when numbers of this length exist there: %s', (number) => {
    expect(phoneObjection(number)).toBeNull();
  });

  it.each([
    ['+', 'nothing after the +'],
    ['+4', 'half a country code'],
    ['+40', 'a country code alone'],
    ['+4021', 'too short'],
    ['+40112', 'a short number behind a country code'],
    ['+402131331001234', 'too long'],
    ['+1888373788', 'one digit missing'],
    ['+188837378888', 'one digit too many'],
    ['+9991234567', 'no such country code'],
    ['+2101234567', 'no such country code'],
    ['++40213133100', 'two plus signs'],
    ['+40+213133100', 'a plus sign inside'],
    ['+40(0)213133100', 'a trunk zero in brackets'],
    ['+400213133100', 'a trunk zero'],
    ['+4900301234567', 'two trunk zeros'],
    ['+40 213133100', 'a space inside'],
    ['+40-213133100', 'a hyphen inside'],
    ['+40213133100;ext=5', 'an extension'],
    ['+4021313310０', 'a full-width digit'],
    ['+40213133100\n', 'a line break at the end'],
    ['+40213133100\u0000', 'a null byte at the end'],
  ])('is refused: %j, %s', (number) => {
    expect(phoneObjection(number)).not.toBeNull();
  });

  it('is refused when the country code starts with zero', () => {
    fc.assert(fc.property(digits(0, 14), (rest) => phoneObjection(`+0${rest}`) !== null));
  });

  it('is refused with more digits than any number in the world has', () => {
    fc.assert(fc.property(digits(16, 40), (rest) => phoneObjection(`+${rest}`) !== null));
  });
});

describe('what is no number', () => {
  it('is refused wherever a letter, space or sign stands in it', () => {
    const stranger = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => /[^\d+]/.test(text));
    fc.assert(
      fc.property(fc.constantFrom('', '+'), digits(0, 8), stranger, digits(0, 8), (sign, before, between, after) => {
        return phoneObjection(`${sign}${before}${between}${after}`) !== null;
      }),
    );
  });

  it.each([' ', '112 ', ' 112', '11 2', '1-800-THE-LOST', '١١٢', '112/113', '1e5', 'null', '-112', '11.2', '0x70'])(
    'is refused: %j',
    (number) => {
      expect(phoneObjection(number)).not.toBeNull();
    },
  );

  it('is answered with null or one plain sentence, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (number) => {
        const objection = phoneObjection(number);
        return objection === null || /^[A-Z][^\n]+\.$/.test(objection);
      }),
    );
  });
});

describe('a number as people read it', () => {
  const separator = fc.constantFrom('', ' ', '-', ' (', ') ', '/', '.', '\u00a0', ' – ');

  it('matches the number that is dialled, however it is spaced', () => {
    fc.assert(
      fc.property(digits(2, 15), fc.array(separator, { minLength: 15, maxLength: 15 }), (number, separators) => {
        const display = [...number].map((digit, index) => `${digit}${separators[index] ?? ''}`).join('');
        return displayMatches(number, display) && displayMatches(`+${number}`, `+${display}`);
      }),
    );
  });

  it('does not match when the last four digits are others', () => {
    fc.assert(
      fc.property(digits(6, 11), digits(4, 4), digits(4, 4), (start, dialled, shown) => {
        return dialled === shown || !displayMatches(`${start}${dialled}`, `${start}${shown}`);
      }),
    );
  });

  it.each([
    ['+40213133100', '021 313 31 00'],
    ['+18002228477', '1-800-222-TIPS (8477)'],
    ['0549888888', '0549 88 88 88 (joint operations centre)'],
    ['116006', '116 006'],
    ['17', '17'],
  ])('%s may be shown as %j', (number, display) => {
    expect(displayMatches(number, display)).toBe(true);
  });

  it.each([
    ['+40213133100', '021 313 31 01'],
    ['+18002228477', '1-800-222-TIPS'],
    ['112', 'emergency number'],
    ['112', ''],
    ['112', '1120'],
    ['+35621222222', '+356 2122 2223'],
    ['112', '１１２'],
    ['116006', '116 000'],
  ])('%s may not be shown as %j', (number, display) => {
    expect(displayMatches(number, display)).toBe(false);
  });
});
