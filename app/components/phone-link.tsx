import type { Phone } from '#app/queries/state.ts';
import { useText } from './text.tsx';

/** A number that a tap dials, with what it costs. `abroad` shows it as it is dialled from another country. */
export function PhoneLink({ phone, abroad = false }: { phone: Phone; abroad?: boolean }) {
  const t = useText();
  const shown = abroad ? (phone.international ?? phone.display) : phone.display;
  const cost =
    phone.tollFree === null
      ? t('hotline.cost.unknown')
      : phone.tollFree
        ? t('hotline.cost.free')
        : t('hotline.cost.paid');
  return (
    <span className="phone">
      <a className="tel" href={`tel:${phone.number}`} dir="ltr">
        {shown}
      </a>{' '}
      <span className="muted">{abroad && phone.tollFree === true ? t('hotline.cost.unknown') : cost}</span>{' '}
    </span>
  );
}

/** The same inside running text: the number alone. */
export function PhoneInline({ phone }: { phone: Pick<Phone, 'number' | 'display'> }) {
  return (
    <a href={`tel:${phone.number}`} dir="ltr">
      {phone.display}
    </a>
  );
}
