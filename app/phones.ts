import type { TextKey } from './i18n.ts';
import type { NumbersState } from './queries/numbers.ts';
import type { Hotline, Phone } from './queries/state.ts';

/**
 * What leads to the emergency services where a State's own number is not known: every telephone of the GSM family itself knows
 * it for an emergency call and hands it to those of the country in which it is (3GPP TS 22.101, section 10.1.1).
 */
export const EMERGENCY_FROM_A_MOBILE = '112';

/** The emergency number of every Member State of the European Union. */
export const EMERGENCY_IN_THE_UNION = '112';

/** One spelling for a number wherever it stands: with country code where it has one, else as people there write it. */
export function shownNumber({ display, international }: Pick<Phone, 'display' | 'international'>): string {
  return international ?? display;
}

/** What a call costs. From another country, no call is known to be free. */
export function costOf({ tollFree }: Pick<Phone, 'tollFree'>, abroad: boolean): TextKey {
  if (tollFree === null || (abroad && tollFree)) return 'hotline.cost.unknown';
  return tollFree ? 'hotline.cost.free' : 'hotline.cost.paid';
}

/** Whether the number can be dialled in another country: short numbers and numbers for callers inside cannot. */
export function dialledFromAbroad({ number, domesticOnly }: Pick<Phone, 'number' | 'domesticOnly'>): boolean {
  return number.startsWith('+') && !domesticOnly;
}

/** What else there is beside the way that stands first: channels do where a line has no telephone. */
export function otherWays({ phones, channels, url }: Pick<Hotline, 'phones' | 'channels' | 'url'>) {
  return {
    others: phones.length > 0 ? channels : [],
    url: channels.some(({ value }) => value === url) ? null : url,
  };
}

type Line = NumbersState['hotlines'][number];
type Try = { line: Line; phone: Line['phones'][number] };

/** The line to try first, and when its number cannot be dialled from another country, the first that can. */
export function firstNumbers({ hotlines }: NumbersState): { here: Try | null; abroad: Try | null } {
  const reachable = hotlines.filter(({ phones }) => phones.length > 0);
  const here = tried(reachable[0], ({ phones: [phone] }) => phone);
  const fromAbroad = reachable.find(({ callableFromAbroad, note, audiences }) => {
    return callableFromAbroad && note?.codes.includes('UNCONFIRMED') !== true && !audiences.includes('professionals');
  });
  const abroad = tried(fromAbroad, ({ phones }) => phones.find(dialledFromAbroad));
  return { here, abroad: abroad?.phone.number === here?.phone.number ? null : abroad };
}

function tried(line: Line | undefined, phoneOf: (line: Line) => Try['phone'] | undefined): Try | null {
  const phone = line === undefined ? undefined : phoneOf(line);
  return line === undefined || phone === undefined ? null : { line, phone };
}
