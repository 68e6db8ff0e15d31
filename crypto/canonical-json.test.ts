import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from './bytes.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';
import { someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

const write = (value: unknown) => fromUtf8(canonicalJson(value));

it('writes the example of RFC 8785 §3.2.2', () => {
  const example = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`;
  expect(write(JSON.parse(example))).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

it('sorts members as RFC 8785 §3.2.3 does, by UTF-16 units', () => {
  const names = ['€', '\r', '\ufb33', '1', '😀', '\u0080', 'ö'];
  const written: object = JSON.parse(write(Object.fromEntries(names.map((name) => [`x${name}`, 0]))));
  expect(Object.keys(written)).toEqual(['x\r', 'x1', 'x\u0080', 'xö', 'x€', 'x😀', 'x\ufb33']);
});

it('means what it was given, and writes it in one way only', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read: unknown = JSON.parse(write(value));
      expect(write(read)).toBe(write(value));
      expect(read).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

const circle: unknown[] = [];
circle.push(circle);

it.each([
  ['nothing', undefined],
  ['a missing member', { a: undefined }],
  ['a hole', new Array(1)],
  ['no number', Number.NaN],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a large integer', 1n],
  ['half a character', '\udc00'],
  ['half a character in a name', { '\ud800': 1 }],
  ['a function', { a: () => 1 }],
  ['a symbol', Symbol('a')],
  ['a member named by a symbol', { [Symbol('a')]: 1 }],
  ['a date', new Date(0)],
  ['bytes', new Uint8Array(1)],
  ['a map', new Map()],
  ['a circle', circle],
])('refuses %s', async (_, value) => {
  expect(await codeOf(() => canonicalJson(value))).toBe('BAD_JSON');
});

it('refuses what is nested without end', async () => {
  const nested: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  expect(await codeOf(() => canonicalJson(nested))).toBe('BAD_JSON');
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const bytes = canonicalJson(value);
      expect(canonicalJson(parseCanonicalJson(bytes))).toEqual(bytes);
    }),
  );
});

it.each(['', '{', ' 1', '1.0', '-0', '{"b":1,"a":2}', '{"a":1,"a":1}', '"\\u0041"', '\ufeff1'])(
  'reads nothing else: %j',
  async (text) => {
    expect(await codeOf(() => parseCanonicalJson(toUtf8(text)))).toBe('BAD_JSON');
  },
);

it('takes any bytes for what they are', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes(), async (bytes) => {
      expect([null, 'BAD_JSON']).toContain(await codeOf(() => parseCanonicalJson(bytes)));
    }),
  );
  expect(await codeOf(() => parseCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('BAD_JSON');
});
