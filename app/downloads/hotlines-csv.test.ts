import { expect, it } from 'vitest';
import type { EveryLine, Everything } from '#app/queries/everything.ts';
import { hotlinesCsv } from './hotlines-csv.ts';

const LINE: EveryLine = {
  id: 'x',
  name: 'Line',
  provenance: 'COMPILED',
  checkedOn: '2026-11-21',
  verifiedOn: null,
  note: null,
  sources: [],
  operator: null,
  operatorType: null,
  phones: [],
  channels: [],
  hours: null,
  languages: [],
  audiences: [],
  scope: null,
  area: null,
  callableFromAbroad: false,
  url: null,
};

/** The rows by the names of their columns; nothing in these lines holds a comma. */
function rowsOf(line: Partial<EveryLine>): Record<string, string>[] {
  const state = { code: 'RO', name: 'Romania', hotlines: [{ ...LINE, ...line }] };
  const [head = [], ...rows] = hotlinesCsv({ states: [state] } as unknown as Everything)
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(','));
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

it('has every way to reach a line besides the telephone, and a row for a line without a number', () => {
  const channels = [
    { kind: 'sms', value: '+40757749845', label: null },
    { kind: 'form', value: 'https://help.example/report', label: 'Report' },
  ];
  expect(rowsOf({ channels })).toMatchObject([
    { tel: '', channels: 'sms:+40757749845; form:https://help.example/report' },
  ]);
});

it('says of each number whether it can be dialled from another country, not of its line', () => {
  const inside = {
    number: '0800800678',
    display: '0800 800 678',
    international: null,
    domesticOnly: true,
    tollFree: true,
  };
  const abroad = {
    number: '+40213133100',
    display: '021',
    international: '+40 21',
    domesticOnly: false,
    tollFree: null,
  };
  const phones = [inside, abroad];
  const said = (rows: Record<string, string>[]) => rows.map(({ callable_from_abroad }) => callable_from_abroad);
  expect(said(rowsOf({ phones, callableFromAbroad: true }))).toEqual(['false', 'true']);
  expect(said(rowsOf({ phones, callableFromAbroad: false }))).toEqual(['false', 'false']);
  expect(said(rowsOf({ callableFromAbroad: true }))).toEqual(['false']);
});
