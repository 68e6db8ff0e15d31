import type { Translator } from '#app/i18n.ts';
import type { Compared } from '#app/queries/compare.ts';
import type { Label, VocabularyName } from '#app/queries/labels.ts';

/** A fact of the referral mechanism that stands in one line for each State. */
export interface Fact {
  id: string;
  topic: string;
  /** null: not known */
  said: (state: Compared) => string | null;
  /** Short enough that a difference can be said in one sentence. */
  brief: boolean;
}

export function mechanismFacts(t: Translator, label: Label): Fact[] {
  return [
    {
      id: 'status',
      topic: t('mechanism.status'),
      said: ({ mechanism }) => (mechanism === null ? null : label('mechanism_status', mechanism.status)),
      brief: true,
    },
    {
      id: 'reflection',
      topic: t('compare.reflection'),
      said: ({ mechanism, procedures }) => {
        const days = mechanism?.reflectionPeriodDays ?? null;
        if (days !== null) return t('mechanism.days', { count: days });
        const isProvidedFor = procedures.some(({ measure }) => measure === 'reflection_period');
        return isProvidedFor ? t('compare.reflection.unknownLength') : null;
      },
      brief: true,
    },
    text('permit', t('mechanism.residencePermit'), 'residencePermit'),
    text('identification', t('mechanism.formalIdentificationBy'), 'formalIdentificationBy'),
    text('coordination', t('mechanism.coordinatingBody'), 'coordinatingBody'),
    text('law', t('mechanism.legalBasis'), 'legalBasis'),
  ];
}

type TextField = 'residencePermit' | 'formalIdentificationBy' | 'coordinatingBody' | 'legalBasis';

function text(id: string, topic: string, field: TextField): Fact {
  return { id, topic, said: ({ mechanism }) => mechanism?.[field] ?? null, brief: false };
}

/** Something of which each State has some codes of a vocabulary and lacks others. */
export interface Having {
  id: string;
  topic: string;
  vocabulary: VocabularyName;
  codesOf: (state: Compared) => readonly string[];
}

export function havings(t: Translator): Having[] {
  return [
    {
      id: 'steps',
      topic: t('compare.steps'),
      vocabulary: 'measure',
      codesOf: ({ procedures }) => procedures.map(({ measure }) => measure),
    },
    {
      id: 'roles',
      topic: t('compare.roles'),
      vocabulary: 'contact_role',
      codesOf: ({ contactPoints }) => contactPoints.flatMap(({ roles }) => roles),
    },
    {
      id: 'services',
      topic: t('compare.services'),
      vocabulary: 'service_type',
      codesOf: ({ services }) => services.flatMap(({ types }) => types),
    },
  ];
}
