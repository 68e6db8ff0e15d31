import { describe, expect, inject, it } from 'vitest';
import { accessibilityFaults, colourFaults, FOR_AXE, NARROW, overflow } from '../browser/accessibility.ts';
import { addressesOfEveryKind } from '../browser/addresses.ts';
import { browserOfThisFile } from '../browser/visit.ts';

const { visit } = browserOfThisFile();
const addresses = await addressesOfEveryKind(inject('portal'));

describe.each(Object.entries(addresses))('%s', (_kind, address) => {
  it('is accessible in a light window, and in a dark one of 320 pixels, which is also a zoom of 400 %', async () => {
    const light = await visit(address, FOR_AXE);
    expect(await accessibilityFaults(light.page)).toEqual([]);
    await light.close();
    const dark = await visit(address, { ...FOR_AXE, colorScheme: 'dark', viewport: NARROW });
    expect(await overflow(dark.page)).toBe(0);
    expect(await colourFaults(dark.page)).toEqual([]);
    await dark.close();
  });
});
