import { linesFromAbroad } from '#app/answers-of-a-state.ts';
import type { Translator } from '#app/i18n.ts';
import type { Compared } from '#app/queries/compare.ts';
import { codesOf, type Label, type Vocabulary } from '#app/queries/labels.ts';
import { type Fact, type Having, havings, mechanismFacts } from './facets.ts';

/** What differs in one thing and what is missing of it, in sentences, and the part of the page that shows it. */
export interface Difference {
  part: string;
  topic: string;
  sentences: string[];
}

/** What differs between States and what is not known of one of them, said in words: nobody has to find it by comparing. */
export function differences(
  states: readonly Compared[],
  vocabularies: readonly Vocabulary[],
  label: Label,
  t: Translator,
): Difference[] {
  return [
    ...mechanismFacts(t, label).map((fact) => ofFact(fact, states, t)),
    ofFact(linesFact(t), states, t),
    ...havings(t).map((having) => ofHaving(having, states, vocabularies, label, t)),
  ].filter(({ sentences }) => sentences.length > 0);
}

function linesFact(t: Translator): Fact {
  return {
    id: 'lines',
    topic: t('compare.lines'),
    said: ({ hotlines }) => {
      const count = linesFromAbroad(hotlines).length;
      return count === 0 ? null : t('compare.lines.count', { count });
    },
    brief: true,
  };
}

function ofFact({ id, topic, said, brief }: Fact, states: readonly Compared[], t: Translator): Difference {
  const values = [...new Set(states.map(said))];
  const withValue = (value: string | null) => states.filter((state) => said(state) === value);
  const unknown = withValue(null);
  const known = values.flatMap((value) =>
    value === null ? [] : [t('compare.value', { value, states: namesOf(withValue(value), t) })],
  );
  return {
    part: id,
    topic,
    sentences: [
      ...(brief && known.length > 0 && values.length > 1 ? [t('compare.values', { list: known.join('; ') })] : []),
      ...(unknown.length > 0 ? [t('compare.unknownFor', { states: namesOf(unknown, t) })] : []),
    ],
  };
}

function ofHaving(
  { id, topic, vocabulary, codesOf: codesIn }: Having,
  states: readonly Compared[],
  vocabularies: readonly Vocabulary[],
  label: Label,
  t: Translator,
): Difference {
  const inUse = new Set(states.flatMap(codesIn));
  const codes = codesOf(vocabularies, vocabulary).filter((code) => code !== 'other');
  const listed = (some: readonly string[]) => t.list(some.map((code) => label(vocabulary, code)));
  const lacks = states.flatMap((state) => {
    const lacking = codes.filter((code) => inUse.has(code) && !codesIn(state).includes(code));
    return lacking.length === 0 ? [] : [t('compare.lacks', { state: state.name, list: listed(lacking) })];
  });
  // That nothing is known anywhere is worth a word of the steps, which every State must have; not of every kind of help.
  const nowhere = id === 'steps' ? codes.filter((code) => !inUse.has(code)) : [];
  return {
    part: id,
    topic,
    sentences: [...lacks, ...(nowhere.length === 0 ? [] : [t('compare.lacks.all', { list: listed(nowhere) })])],
  };
}

function namesOf(states: readonly Compared[], t: Translator): string {
  return t.list(states.map(({ name }) => name));
}
