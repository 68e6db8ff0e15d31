import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, fromUtf8, toBase64url } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { anyText } from '../test-support/arbitrary.ts';
import { signingKeyAt, uuidAt } from '../test-support/statements.ts';
import { readOrganisations } from './organisations.ts';
import { refusalOf } from './test-support/refusal.ts';
import { organisation } from './test-support/world.ts';

const list = {
  state: 'XX',
  dutyKey: signingKeyAt(1),
  organisations: [
    organisation(),
    organisation({
      id: uuidAt(2),
      name: "Ministère de l'Intérieur – Служба 2",
      address: 'police.desk-2@a.node-1.example:8443',
      enrolmentKey: signingKeyAt(2),
      standing: 'left',
      previousKeySignature: 'a.b.c',
    }),
  ],
};
const written = (value: unknown) => fromUtf8(canonicalJson(value));
const refusal = (value: unknown) => refusalOf(() => readOrganisations(written(value)));
const second = (changes: object) => ({
  ...list,
  organisations: [organisation(), { ...list.organisations[1], ...changes }],
});

it('is read as it was written', () => {
  expect(readOrganisations(written(list))).toEqual(list);
  expect(readOrganisations(written({ ...list, organisations: [] })).organisations).toEqual([]);
});

describe('nobody stands twice', () => {
  it.each<[string, object]>([
    ['id', { id: organisation().id }],
    ['address', { address: organisation().address }],
    ['enrolment key', { enrolmentKey: organisation().enrolmentKey }],
    ["State's duty key", { enrolmentKey: list.dutyKey }],
  ])('by %s', async (_, changes) => {
    expect(await refusal(second(changes))).toBe('MALFORMED organisations');
  });
});

describe('keys', () => {
  it.each([
    ['of low order', toBase64url(fromHex('00'.repeat(32)))],
    ['not canonical', toBase64url(fromHex(`ee${'ff'.repeat(30)}7f`))],
    ['short', toBase64url(fromHex('09'.repeat(31)))],
    ['padded', `${signingKeyAt(2)}=`],
    ['with bits behind the end', `${signingKeyAt(2).slice(0, -1)}B`],
  ])('%s', async (_, key) => {
    expect(await refusal(second({ enrolmentKey: key }))).toBe('BAD_KEY organisations');
    expect(await refusal({ ...list, dutyKey: key })).toBe('BAD_KEY organisations');
  });
});

it.each<[string, object]>([
  ['an id in capitals', { id: uuidAt(2).toUpperCase() }],
  ['no name', { name: '' }],
  ['blanks around the name', { name: ' a' }],
  ['a name that turns the direction of writing', { name: 'a\u202eb' }],
  ['a name of two lines', { name: 'a\nb' }],
  ['a long name', { name: 'a'.repeat(201) }],
  ['an address without host', { address: 'desk' }],
  ['an address in capitals', { address: 'Desk@node.example' }],
  ['an address with a path', { address: 'desk@node.example/x' }],
  ['an unknown standing', { standing: 'ACTIVE' }],
  ['a day that does not exist', { enrolledOn: '2026-02-30' }],
  ['an unknown member', { telephone: '1' }],
  ['a signature that is no text', { previousKeySignature: null }],
])('refuses %s', async (_, changes) => {
  expect(await refusal(second(changes))).toBe('MALFORMED organisations');
});

it('refuses anything but canonical JSON', async () => {
  const text = written(list);
  const spaced = JSON.stringify(list, null, 1);
  const twice = text.replace('"state":"XX"', '"state":"XX","state":"XX"');
  for (const other of [spaced, twice, `${text} `, '', '[]']) {
    expect(await refusalOf(() => readOrganisations(other))).toBe('MALFORMED organisations');
  }
  expect(await refusalOf(() => readOrganisations(' '.repeat(8 * 1024 * 1024 + 1)))).toBe('TOO_LARGE organisations');
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, fc.json()), async (other) => {
      expect(await refusalOf(() => readOrganisations(other))).toBe('MALFORMED organisations');
    }),
  );
});
