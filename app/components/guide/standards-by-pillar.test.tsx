import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LanguageProvider } from '#app/components/text.tsx';
import { translatorFor } from '#app/i18n.ts';
import type { Standard } from '#app/queries/guide.ts';
import { labelsOf } from '#app/queries/labels.ts';
import { StandardsByPillar } from './standards-by-pillar.tsx';

/** Invented: these numbers and words are not those of the Handbook. */
const standard = (number: number, pillar: Standard['pillar'], part: Partial<Standard> = {}): Standard => ({
  number,
  pillar,
  title: `Invented ${number}`,
  gist: `Gist of ${number}.`,
  page: 10 + number,
  appliesTo: 'BOTH',
  languages: [{ code: 'en', label: 'English' }],
  ...part,
});

const label = labelsOf([
  {
    name: 'pillar',
    terms: [
      { code: 'P1', label: 'Identification and protection' },
      { code: 'P3', label: 'Social inclusion' },
    ],
  },
]);

function headingsOf(standards: Standard[]): string[] {
  const html = htmlOf(standards);
  return [...html.matchAll(/<h[23]>(.*?)<\/h[23]>/g)].map(([, heading]) => heading ?? '');
}

function htmlOf(shown: Standard[]): string {
  return renderToStaticMarkup(
    <LanguageProvider value={translatorFor('en')}>
      <StandardsByPillar standards={shown} label={label} />
    </LanguageProvider>,
  );
}

it('stand under their pillars, governance first, each group in the order of their numbers', () => {
  const standards = [
    standard(1, 'IDENTIFICATION_PROTECTION'),
    standard(4, null),
    standard(9, 'SOCIAL_INCLUSION'),
    standard(12, 'IDENTIFICATION_PROTECTION'),
  ];
  expect(headingsOf(standards)).toEqual([
    'Above the pillars: governance',
    '4. Invented 4',
    'Identification and protection',
    '1. Invented 1',
    '12. Invented 12',
    'Social inclusion',
    '9. Invented 9',
  ]);
});

it('say for whom they are, on which page they stand and in which languages', () => {
  const child = standard(3, 'SOCIAL_INCLUSION', { appliesTo: 'CHILD' });
  const html = htmlOf([child]);
  expect(html).toContain('Gist of 3.');
  expect(html.replace(/<[^>]+>/g, '')).toContain('For children · Handbook, page 13 · English');
});
