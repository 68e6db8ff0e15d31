import { InputError } from '#domain/directory/input-error.ts';
import { COVERAGE_NAMES, type CoverageCount, type CoverageName } from '#domain/directory/read-coverage.ts';
import { builder } from '../builder.ts';
import { FacetValueType } from './facet.ts';
import { StateType } from './state.ts';

interface CoverageShape {
  name: CoverageName;
  counts: CoverageCount[];
}

const CoverageType = builder.objectRef<CoverageShape>('Coverage').implement({
  description:
    "How many of a State's lines, contact points and services carry each code; a missing code: nobody is known.",
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'pillars, serviceTypes, languages or audiences, as facets are called.',
    }),
    values: t.field({
      type: [FacetValueType],
      complexity: { multiplier: 20 },
      resolve: ({ name, counts }) =>
        counts.flatMap(({ code, count }) => (code === null ? [] : [{ facet: name, code, count }])),
    }),
    unstated: t.int({
      description: 'Those that carry no code: of audiences they are for everyone, of languages no source says.',
      resolve: ({ counts }) => counts.find(({ code }) => code === null)?.count ?? 0,
    }),
  }),
});

builder.objectField(StateType, 'coverage', (t) =>
  t.field({
    type: [CoverageType],
    description: 'Who is known, counted. "Nobody is known" does not mean that nobody exists.',
    args: { names: t.arg.stringList({ description: 'Only these.' }) },
    complexity: ({ names }) => ({ field: 1, multiplier: Math.min(names?.length ?? Infinity, COVERAGE_NAMES.length) }),
    resolve: async ({ code }, { names }, { load }) => {
      const unknown = names?.find((name) => !COVERAGE_NAMES.some((known) => known === name));
      if (unknown !== undefined) {
        throw new InputError('BAD_CODE', `Coverage is counted by ${COVERAGE_NAMES.join(', ')}.`);
      }
      const counts = await load.coverageOf.load(code);
      return COVERAGE_NAMES.filter((name) => names?.includes(name) ?? true).map((name) => ({
        name,
        counts: counts.filter((count) => count.name === name),
      }));
    },
  }),
);
