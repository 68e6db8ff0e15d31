import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneObjection } from './checks/phone.ts';
import { internationalForm } from './international-form.ts';

const CALLING_CODES = [
  ...['1', '7', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46', '47', '48', '49', '90'],
  ...['351', '352', '353', '354', '355', '356', '357', '358', '359', '370', '371', '372', '373', '374', '375', '376'],
  ...['377', '378', '380', '381', '382', '385', '386', '387', '389', '420', '421', '423', '976', '992', '993', '994'],
  ...['995', '996', '998'],
];

describe('the international form of a number', () => {
  it.each([
    ['+40213133100', '+40 21 313 3100'],
    ['+35621222222', '+356 2122 2222'],
    ['+18883737888', '+1 888 373 7888'],
    ['+41800247365', '+41 800 247 365'],
    ['+390549888888', '+39 0549 888888'],
  ])('of %s is %s', (number, form) => {
    expect(internationalForm(number)).toBe(form);
  });

  it.each(['112', '0800112112', '116006', '0040213133100', ''])('does not exist for %j', (number) => {
    expect(internationalForm(number)).toBeNull();
  });

  it.each(['+9991234567', '+1', '+', '+abc'])(
    'is the number itself where the country code is unknown: %s',
    (number) => {
      expect(internationalForm(number)).toBe(number);
    },
  );

  it('shows the number that is dialled, for every number that a participating State could publish', () => {
    const number = fc
      .tuple(fc.constantFrom(...CALLING_CODES), fc.stringMatching(/^[0-9]{5,11}$/))
      .map(([code, rest]) => `+${code}${rest}`)
      .filter((text) => phoneObjection(text) === null);
    fc.assert(
      fc.property(number, (dialled) => {
        const shown = internationalForm(dialled)?.replaceAll(/[^+\d]/g, '') ?? '';
        // San Marino's lines are reached with and without their area code, which the form adds.
        return shown === dialled || shown === dialled.replace(/^\+378/, '+3780549');
      }),
      { numRuns: 500 },
    );
  });

  it('never exists without a country code', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{2,15}$/), (number) => internationalForm(number) === null));
  });
});
