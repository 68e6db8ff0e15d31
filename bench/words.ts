import type { Random } from './random.ts';

/** Words of the field, the commonest first. */
const FIELD = `support help assistance protection counselling victims women children legal shelter safe care social
  centre return residence permit police identification referral health advice psychological trauma language family
  accommodation emergency interpreter lawyer court compensation reintegration labour exploitation migrants asylum
  guardian training employment housing education school documents identity passport embassy consulate border airport
  reception escort mediation outreach hotline national regional office ministry commission network association
  foundation crisis intervention rehabilitation medical mental psychiatric dental addiction disability subsistence
  benefits debt money wages recovery witness interview prosecution tribunal penal reflection period decision appeal
  complaint ombudsman inspection agriculture domestic seasonal construction begging organ marriage surrogacy online
  survivor mentoring peer vocational certificate entrepreneurship childcare parenting tracing reunion stateless roma
  minority displaced conflict elderly pregnant youth young adults men boys girls transgender`.split(/\s+/);

const SYLLABLES = 'ka ri mo ve lan sta tor bel ni du ros an ti gra ze pol mi ar sko ne va lu do he cim bra os il'.split(
  ' ',
);
const INVENTED = 6000;

/** Words to write entries with: those of the field first, then invented ones as in names of places and bodies. */
export function writingWords(random: Random): string[] {
  const invented = new Set<string>();
  while (invented.size < INVENTED) {
    const syllables = Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES));
    invented.add(syllables.join(''));
  }
  return [...FIELD, ...invented];
}

export function sentenceOf(random: Random, words: readonly string[], length: number): string {
  const chosen = Array.from({ length }, () => random.pickSkewed(words)).join(' ');
  return `${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}`;
}
