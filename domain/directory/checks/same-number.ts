import type { StateFile } from '../files/state-file.ts';

type Report = (path: readonly (string | number)[], code: 'CONTRADICTION', sentence: string) => void;

/**
 * A number that may no longer run is doubtful wherever it stands: an office or service that gives it must carry the same
 * caution as the line that it belongs to.
 */
export function checkSameNumbers(state: StateFile, report: Report): void {
  const sure = new Set<string>();
  const unsure = new Map<string, number>();
  state.hotlines.forEach(({ phones, note }, index) => {
    for (const { number } of phones) {
      if (note?.codes.includes('UNCONFIRMED') === true) unsure.set(number, index);
      else sure.add(number);
    }
  });
  for (const list of ['contactPoints', 'services'] as const) {
    state[list].forEach(({ phones, note }, index) => {
      if (note?.codes.includes('UNCONFIRMED') === true) return;
      phones.forEach(({ number }, position) => {
        const line = unsure.get(number);
        if (line === undefined || sure.has(number)) return;
        const sentence = `"${number}" may no longer run according to hotlines[${line}], but stands here without UNCONFIRMED.`;
        report([list, index, 'phones', position, 'number'], 'CONTRADICTION', sentence);
      });
    });
  }
}
