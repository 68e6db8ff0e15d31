import { graphql } from './graphql.ts';

/** The codes of the vocabulary `pillar`, by the names that the interface gives them. */
export const PILLAR_CODES = {
  IDENTIFICATION_PROTECTION: 'P1',
  SUPPORT_SERVICES: 'P2',
  SOCIAL_INCLUSION: 'P3',
  CRIMINAL_JUSTICE_REDRESS: 'P4',
} as const;

export type PillarName = keyof typeof PILLAR_CODES;

/** The name of a code; a code of another vocabulary is left as it is. */
export function pillarName(code: string): string {
  return Object.entries(PILLAR_CODES).find(([, known]) => known === code)?.[0] ?? code;
}

/** The four pillars by name. */
export const PillarsDocument = graphql(`
  query Pillars($language: String!) {
    vocabularies(names: ["pillar"]) {
      terms {
        code
        label(language: $language)
      }
    }
  }
`);
