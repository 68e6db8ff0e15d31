import { describe, expect, it } from 'vitest';
import { OFFERED_LANGUAGES, translatorFor } from './i18n.ts';

describe('dates', () => {
  it.each([
    ['en', '2026-11-21', '21 November 2026'],
    ['de', '2026-11-21', '21. November 2026'],
    ['ru', '2022-10', 'октябрь 2022 г.'],
    ['fr', '2022-10', 'octobre 2022'],
    ['ar', '2026-11-21', '21 نوفمبر 2026'],
    ['ar', '2016', '2016'],
    ['en', '2014-2016', '2014-2016'],
  ] as const)('in %s, %s is %s', (lang, date, written) => {
    expect(translatorFor(lang).date(date)).toBe(written);
  });
});

it.each([
  ['en', 'a, b and c'],
  ['fr', 'a, b et c'],
  ['ar', 'a وb وc'],
] as const)('lists as %s does', (lang, written) => {
  const t = translatorFor(lang);
  expect(t.list(['a', 'b', 'c'])).toBe(written);
  const parts = t.listParts(['a', 'b', 'c']);
  expect(parts.map(({ value }) => value).join('')).toBe(written);
  expect(parts.filter(({ type }) => type === 'element')).toHaveLength(3);
});

it.each([
  ['ru', [1, 2, 5, 21], ['1 день', '2 дня', '5 дней', '21 день']],
  ['ro', [1, 2, 20], ['1 zi', '2 zile', '20 de zile']],
  ['ar', [1, 2, 5, 11], ['يوم واحد', 'يومان', '5 أيام', '11 يومًا']],
] as const)('counts as %s does', (lang, counts, written) => {
  expect(counts.map((count) => translatorFor(lang)('mechanism.days', { count }))).toEqual(written);
});

it('keeps what is put into a text apart where the text runs from right to left', () => {
  expect(translatorFor('ar')('hotline.hours.there', { state: 'RO (1)' })).toContain('\u2068RO (1)\u2069');
  expect(translatorFor('fr')('hotline.hours.there', { state: 'RO' })).toContain('(RO)');
});

it('writes every number in the digits of telephone keys', () => {
  for (const lang of OFFERED_LANGUAGES) {
    expect(translatorFor(lang)('mechanism.days', { count: 345 })).toMatch(/345/);
  }
});
