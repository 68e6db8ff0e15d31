import { dialledFromAbroad } from '#app/phones.ts';
import type { EveryLine, Everything } from '#app/queries/everything.ts';
import { type Cell, csv } from './csv.ts';

const HEAD = [
  'id',
  'state_code',
  'state',
  'name',
  'tel',
  'display',
  'domestic_only',
  'toll_free',
  'hours',
  'languages',
  'operator',
  'operator_type',
  'audiences',
  'scope',
  'area',
  'callable_from_abroad',
  'channels',
  'web',
  'note_codes',
  'note',
  'checked_on',
  'verified_on',
  'sources',
];

/** All lines, one row for each number; a line whose number is not known has one row without. */
export function hotlinesCsv({ states }: Everything): string {
  const rows = states.flatMap((state) =>
    state.hotlines.flatMap((line) =>
      (line.phones.length === 0 ? [null] : line.phones).map((phone): Cell[] => [
        line.id,
        state.code,
        state.name,
        line.name,
        // As an address (RFC 3966): a bare number would lose its + or its leading zeros in a spreadsheet.
        phone === null ? null : `tel:${phone.number}`,
        phone?.display ?? null,
        phone?.domesticOnly ?? null,
        phone?.tollFree ?? null,
        ...aboutLine(line, phone),
      ]),
    ),
  );
  return csv(HEAD, rows);
}

function aboutLine(line: EveryLine, phone: EveryLine['phones'][number] | null): Cell[] {
  return [
    line.hours,
    line.languages.map(({ code }) => code).join(' '),
    line.operator,
    line.operatorType,
    line.audiences.join(' '),
    line.scope,
    line.area,
    line.callableFromAbroad && phone !== null && dialledFromAbroad(phone),
    line.channels.map(({ kind, value }) => `${kind}:${value}`).join('; '),
    line.url,
    line.note?.codes.join(' ') ?? null,
    line.note?.text ?? null,
    line.checkedOn,
    line.verifiedOn,
    line.sources.map(({ title, url }) => url ?? title).join(' ; '),
  ];
}
