import { builder } from '../builder.ts';

export const PillarEnum = builder.enumType('Pillar', {
  description: 'The four pillars of a national referral mechanism.',
  values: {
    IDENTIFICATION_PROTECTION: { value: 'P1' },
    SUPPORT_SERVICES: { value: 'P2' },
    SOCIAL_INCLUSION: { value: 'P3' },
    CRIMINAL_JUSTICE_REDRESS: { value: 'P4' },
  } as const,
});
