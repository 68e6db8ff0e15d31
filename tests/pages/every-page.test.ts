import { describe, expect, inject, it } from 'vitest';
import { faultsInAnyWindow } from '../browser/accessibility.ts';
import { addressesOfEveryKind } from '../browser/addresses.ts';
import { browserOfThisFile } from '../browser/visit.ts';

const { visit } = browserOfThisFile();
const addresses = await addressesOfEveryKind(inject('portal'));

describe.each(Object.entries(addresses))('%s', (_kind, address) => {
  it('is accessible in a light window, and in a dark one of 320 pixels, which is also a zoom of 400 %', async () => {
    expect(await faultsInAnyWindow(visit, address)).toEqual([]);
  });
});
