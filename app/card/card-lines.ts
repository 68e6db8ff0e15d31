import { linesFromAbroad } from '#app/answers-of-a-state.ts';
import { dialledFromAbroad } from '#app/phones.ts';
import type { CardLine, CardState } from '#app/queries/card.ts';

/**
 * What may stand on paper that others can find. A line's name, its field and its notes often say what a person went through,
 * so a line stands with its number and who answers, and only those groups are named that say nothing of it. What is printed
 * cannot be corrected either: a line that may no longer run comes only where there is no other.
 */
const NEUTRAL_GROUPS = [
  'women',
  'men',
  'adults',
  'girls',
  'boys',
  'children',
  'young_adults_18_24',
  'older_people',
  'families_with_children',
  'people_with_disabilities',
  'workers',
];

/** The field's words in the language in which hours and areas are written, should a record ever carry them there. */
const TELLING = /traffick|exploit|victim|slave|abuse|violence/i;

/** The emergency number has a place of its own on the card. */
export function linesHere({ hotlines, emergencyNumber }: CardState): CardLine[] {
  return printable(hotlines.filter(({ phones }) => phones.some(({ number }) => number !== emergencyNumber)));
}

export function linesFromElsewhere({ hotlines }: CardState): CardLine[] {
  return printable(linesFromAbroad(hotlines)).map((line) => ({
    ...line,
    phones: line.phones.filter(dialledFromAbroad),
  }));
}

/** The groups for which a line is, as far as they may be named; null where it is for everyone or they may not. */
export function neutralGroups({ audiences }: CardLine): string[] | null {
  const isNeutral = audiences.length > 0 && audiences.every((group) => NEUTRAL_GROUPS.includes(group));
  return isNeutral ? audiences : null;
}

export function neutralText(text: string | null): string | null {
  return text === null || TELLING.test(text) ? null : text;
}

function printable(lines: readonly CardLine[]): CardLine[] {
  const forEveryone = lines.filter(({ audiences }) => !audiences.includes('professionals'));
  const sure = forEveryone.filter(({ note }) => note?.codes.includes('UNCONFIRMED') !== true);
  return sure.length > 0 ? sure : forEveryone;
}
