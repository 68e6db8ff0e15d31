import { describe, expect, it } from 'vitest';
import { emergencyNumber } from './emergency-number.ts';
import type { Hotline } from './read-hotlines.ts';

function line(number: string, part: Partial<Hotline> = {}): Hotline {
  const phones = [{ number, display: number, domesticOnly: true, tollFree: null }];
  return { operatorType: null, scope: 'general', phones, ...part } as Hotline;
}

describe('the emergency number', () => {
  it('is the common one that the records name, wherever it stands', () => {
    expect(emergencyNumber('UA', [line('102', { operatorType: 'police' }), line('112')])).toBe('112');
    expect(emergencyNumber('US', [line('911')])).toBe('911');
  });

  it('is 112 in the European Union, even when no record names it', () => {
    expect(emergencyNumber('IT', [])).toBe('112');
    expect(emergencyNumber('AT', [line('133', { operatorType: 'police' })])).toBe('112');
  });

  it('is otherwise the short number of the police, never that of another service', () => {
    expect(emergencyNumber('TM', [line('03'), line('02', { operatorType: 'police' })])).toBe('02');
  });

  it('is not a long number, a special line of the police, or anybody else', () => {
    expect(emergencyNumber('UZ', [line('+998712000000', { operatorType: 'police' })])).toBeNull();
    expect(emergencyNumber('AZ', [line('152', { operatorType: 'police', scope: 'trafficking' })])).toBeNull();
    expect(emergencyNumber('TJ', [line('103')])).toBeNull();
  });
});
