/**
 * What is chosen most often of long lists. Our own choice: where people are asked for a place, it is one of these; the languages are those
 * of many of whom help is asked for in the States of the OSCE. Everything else is in the list below them.
 */
export const OFTEN_NEEDED = [
  'shelter_women',
  'shelter_men',
  'shelter_children',
  'shelter_families',
  'emergency_accommodation',
  'legal_advice_general',
  'psychosocial',
  'health_general',
] as const;

export const OFTEN_SPOKEN = ['en', 'ru', 'uk', 'ro', 'bg', 'sq', 'ar', 'vi'] as const;
