import type { GuidanceFile } from '../files/guidance-file.ts';
import type { StandardsFile } from '../files/standards-file.ts';
import {
  type CheckContext,
  checkCode,
  checkDate,
  checkId,
  checkRecord,
  checkSources,
  type Report,
} from './check-record.ts';

export function checkGuidance(file: GuidanceFile, context: CheckContext): void {
  const { codes, today, report } = context;
  const sourceIds = checkSources(file.sources, context);
  checkDate(file.checkedOn, ['checkedOn'], context);
  file.items.forEach((item, index) => {
    const at = ['items', index];
    checkId(item.id, [...at, 'id'], context);
    if (item.checkedOn !== undefined) checkDate(item.checkedOn, [...at, 'checkedOn'], context);
    checkRecord(item, at, sourceIds, context);
    if (item.sources.length === 0) report([...at, 'sources'], 'NO_SOURCE', 'The record names no source.');
    if (item.year !== null && item.year > Number(today.slice(0, 4))) {
      report([...at, 'year'], 'FUTURE_DATE', `${item.year} is in the future.`);
    }
    item.geography.forEach((code, position) => {
      if (!codes.get('state')?.has(code)) checkCode(code, 'library_geography', [...at, 'geography', position], context);
    });
  });
}

export function checkStandards({ standards }: StandardsFile, report: Report): void {
  const numbers = new Set<number>();
  standards.forEach(({ id }, index) => {
    if (numbers.has(id)) report(['standards', index, 'id'], 'DUPLICATE_ID', `Standard ${id} stands here twice.`);
    numbers.add(id);
  });
}
