import { expect, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { FOR_AXE, faultsBesidesColours, NARROW, overflow } from '../browser/accessibility.ts';
import { browserOfThisFile } from '../browser/visit.ts';

const { visit } = browserOfThisFile();

const { library: _, ...ofStates } = counts;

it.each(Object.keys(ofStates))('%s: accessible, and fits a window of 320 pixels', async (code) => {
  const { page, close } = await visit(`/en/states/${code}`, { ...FOR_AXE, viewport: NARROW });
  expect(await overflow(page)).toBe(0);
  expect(await faultsBesidesColours(page)).toEqual([]);
  await close();
});
