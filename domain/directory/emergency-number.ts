import type { Hotline } from './read-hotlines.ts';

/** Numbers that mean "emergency" to everyone who knows them. */
const EMERGENCY = ['112', '911', '999'];
const LONGEST_SHORT_CODE = 4;

/** Member States of the European Union: 112 reaches the emergency services in all of them (Directive (EU) 2018/1972, article 109). */
const EUROPEAN_UNION = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

/**
 * What to dial in danger inside a State: the common emergency number where its records or the law of the European Union name
 * one, else the short number of its police.
 *
 * @returns null when neither is known
 */
export function emergencyNumber(stateCode: string, hotlines: readonly Hotline[]): string | null {
  const common = hotlines.flatMap(({ phones }) => phones).find(({ number }) => EMERGENCY.includes(number));
  if (common !== undefined) return common.number;
  if (EUROPEAN_UNION.includes(stateCode)) return '112';
  const police = hotlines
    .filter(({ operatorType, scope }) => operatorType === 'police' && scope === 'general')
    .flatMap(({ phones }) => phones)
    .find(({ number }) => number.length <= LONGEST_SHORT_CODE);
  return police?.number ?? null;
}
