import type { Phone } from '#app/queries/state.ts';
import { useText } from './text.tsx';

type Dialled = Pick<Phone, 'number' | 'display' | 'international'>;

/** One spelling for a number wherever it stands: with country code where it has one, else as people there write it. */
function shown({ display, international }: Dialled): string {
  return international ?? display;
}

/** A number that a tap dials, with what it costs. From another country, no call is known to be free. */
export function PhoneLink({ phone, abroad = false }: { phone: Phone; abroad?: boolean }) {
  const t = useText();
  const { tollFree, number } = phone;
  const costs = tollFree === null || (abroad && tollFree) ? 'unknown' : tollFree ? 'free' : 'paid';
  return (
    <span className="phone">
      <a className="tel" href={`tel:${number}`} dir="ltr">
        {shown(phone)}
      </a>{' '}
      <span className="muted">{t(`hotline.cost.${costs}`)}</span>{' '}
    </span>
  );
}

/** The same inside running text: the number alone. */
export function PhoneInline({ phone }: { phone: Dialled }) {
  return (
    <a href={`tel:${phone.number}`} dir="ltr">
      {shown(phone)}
    </a>
  );
}
