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
