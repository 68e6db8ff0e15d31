import type { TextKey } from './i18n.ts';
import type { Vocabulary, VocabularyName } from './queries/labels.ts';
import { pillarName } from './queries/pillars.ts';
import type { Counted } from './queries/who-is-known.ts';

/** One way of counting who is known, by the word that stands for it in addresses. */
export interface Way {
  word: string;
  /** What GraphQL calls it. */
  name: string;
  title: TextKey;
  /** All codes that there are; null where only those in use are known, as with languages. */
  vocabulary: VocabularyName | null;
  /** What it means that an entry carries no code; null where every entry carries one. */
  unstated: TextKey | null;
  /** The filter of the search that leads from a number to its entries. */
  filter: 'type' | 'audience' | null;
}

export const WAYS: readonly [Way, ...Way[]] = [
  {
    word: 'pillars',
    name: 'pillars',
    title: 'coverage.by.pillars',
    vocabulary: 'pillar',
    unstated: null,
    filter: null,
  },
  {
    word: 'services',
    name: 'serviceTypes',
    title: 'coverage.by.services',
    vocabulary: 'service_type',
    unstated: null,
    filter: 'type',
  },
  {
    word: 'languages',
    name: 'languages',
    title: 'coverage.by.languages',
    vocabulary: null,
    unstated: 'coverage.unstated.languages',
    filter: null,
  },
  {
    word: 'groups',
    name: 'audiences',
    title: 'coverage.by.groups',
    vocabulary: 'target_group',
    unstated: 'coverage.unstated.groups',
    filter: 'audience',
  },
];

export interface Column {
  code: string;
  label: string;
}

/** What is counted: the vocabulary in its own order, gaps among it; without a vocabulary what is in use, by name. */
export function columnsOf(
  way: Way,
  vocabularies: readonly Vocabulary[],
  counted: readonly Counted[],
  lang: string,
): Column[] {
  if (way.vocabulary !== null) {
    const terms = vocabularies.find(({ name }) => name === way.vocabulary)?.terms ?? [];
    return terms.map(({ code, label }) => ({ code: pillarName(code), label }));
  }
  const used = new Map(counted.flatMap(({ values }) => values.map(({ code, label }) => [code, label])));
  const order = new Intl.Collator(lang);
  return [...used]
    .map(([code, label]) => ({ code, label }))
    .sort((one, other) => order.compare(one.label, other.label));
}

export function countOf(counted: Counted, code: string): number {
  return counted.values.find((value) => value.code === code)?.count ?? 0;
}
