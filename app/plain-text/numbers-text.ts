import type { Translator } from '#app/i18n.ts';
import { EMERGENCY_IN_THE_UNION, firstNumbers } from '#app/phones.ts';
import type { NumbersState } from '#app/queries/numbers.ts';
import { Sheet } from './sheet.ts';
import { writtenNumber } from './written-number.ts';

/** Every country with the line to try first, as a text. */
export function numbersText(states: readonly NumbersState[], t: Translator): string {
  const sheet = new Sheet();
  sheet.add(t('site.name'));
  sheet.heading(t('numbers.title'));
  sheet.add(t('numbers.lead'));
  sheet.add(t('start.danger', { number: EMERGENCY_IN_THE_UNION }));
  for (const state of states) {
    const { here, abroad } = firstNumbers(state);
    sheet.gap();
    sheet.add(state.name);
    if (here === null) sheet.add(t('numbers.none'), { indent: 2 });
    else writeTry(sheet, writtenNumber(here.phone, t), here.line, t);
    if (abroad !== null) writeTry(sheet, `${t('numbers.abroad')} ${writtenNumber(abroad.phone, t)}`, abroad.line, t);
  }
  return sheet.toString();
}

type Line = NumbersState['hotlines'][number];

function writeTry(sheet: Sheet, number: string, { name, area, note }: Line, t: Translator): void {
  const flags = [
    note?.codes.includes('UNCONFIRMED') === true ? t('hotline.unconfirmed') : null,
    area === null ? null : t('hotline.area', { area }),
  ].filter((flag) => flag !== null);
  sheet.add([number, name, ...flags.map((flag) => `(${flag})`)].join('  '), { indent: 2, hanging: 4 });
}
