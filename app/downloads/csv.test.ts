import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csv } from './csv.ts';

/** Reads RFC 4180 back, without knowing how it was written. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

it('writes a byte order mark, commas and line ends as RFC 4180 says', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x', null],
        [true, 'say "so", then\r\ngo'],
      ],
    ),
  ).toBe('\ufeffa,b\r\nx,\r\ntrue,"say ""so"", then\r\ngo"\r\n');
});

it.each(['=1+1', '+40 21', '-1', '@SUM(A1)', '\tx', '\rx', '\n=1', '=cmd|" /C calc"!A0'])('disarms %j', (text) => {
  expect(parsed(csv(['a'], [[text]]))).toEqual([['a'], [`'${text}`]]);
});

it('loses nothing on the way, and no cell begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (rows) => {
      const back = parsed(csv(['a', 'b'], rows)).slice(1);
      expect(back).toEqual(rows.map((cells) => cells.map((cell) => cell.replace(/^(?=[=+\-@\t\r\n])/, "'"))));
      for (const cell of back.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
