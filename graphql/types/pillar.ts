import type { Pillar } from '#domain/directory/entry.ts';
import { builder } from '../builder.ts';

const PILLARS = {
  IDENTIFICATION_PROTECTION: { value: 'P1' },
  SUPPORT_SERVICES: { value: 'P2' },
  SOCIAL_INCLUSION: { value: 'P3' },
  CRIMINAL_JUSTICE_REDRESS: { value: 'P4' },
} as const satisfies Record<string, { value: Pillar }>;

export const PillarEnum = builder.enumType('Pillar', {
  description: 'The four pillars of a national referral mechanism.',
  values: PILLARS,
});

/** As the interface calls the pillar of a code: for values that are text there, such as those of facets. */
export function pillarName(code: string): string {
  return Object.entries(PILLARS).find(([, { value }]) => value === code)?.[0] ?? code;
}
