import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { browserOfThisFile } from './visit.ts';

type VisitPage = ReturnType<typeof browserOfThisFile>['visit'];

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Axe's own script has to get past the page's content security policy. */
export const FOR_AXE = { bypassCSP: true };

/** The narrowest window that pages must fit: 320 CSS pixels, which is also 1280 at a zoom of 400 % (WCAG 1.4.10). */
export const NARROW = { width: 320, height: 640 };

/** What is wrong with a page in a light window of ordinary size and in a dark narrow one. */
export async function faultsInAnyWindow(visit: VisitPage, address: string): Promise<string[]> {
  const light = await visit(address, FOR_AXE);
  const inLight = await accessibilityFaults(light.page);
  await light.close();
  const dark = await visit(address, { ...FOR_AXE, colorScheme: 'dark', viewport: NARROW });
  const tooWide = await overflow(dark.page);
  const inDark = await colourFaults(dark.page);
  await dark.close();
  return [...inLight, ...inDark, ...(tooWide > 0 ? [`wider than its window by ${tooWide} px`] : [])];
}

/** What axe knows to be wrong with a page, each fault with the first element that has it. */
export function accessibilityFaults(page: Page): Promise<string[]> {
  return faults(new AxeBuilder({ page }).withTags(WCAG));
}

/** The same without the colours, for pages whose colours were looked at in English: half of axe's time goes there. */
export function faultsBesidesColours(page: Page): Promise<string[]> {
  return faults(new AxeBuilder({ page }).withTags(WCAG).disableRules(COLOURS));
}

function colourFaults(page: Page): Promise<string[]> {
  return faults(new AxeBuilder({ page }).withRules(COLOURS));
}

const COLOURS = ['color-contrast', 'link-in-text-block'];

async function faults(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
