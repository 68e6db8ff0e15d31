import { costOf, shownNumber } from '#app/phones.ts';
import type { Phone } from '#app/queries/state.ts';
import { useText } from './text.tsx';

type Dialled = Pick<Phone, 'number' | 'display' | 'international'>;

/** A number that a tap dials, with what it costs. */
export function PhoneLink({ phone, abroad = false }: { phone: Phone; abroad?: boolean }) {
  const t = useText();
  return (
    <span className="phone">
      <a className="tel" href={`tel:${phone.number}`} dir="ltr">
        {shownNumber(phone)}
      </a>{' '}
      <span className="muted">{t(costOf(phone, abroad))}</span>{' '}
    </span>
  );
}

/** A number of which nothing else is known: the same everywhere inside a country. */
export function ShortNumber({ number }: { number: string }) {
  return <PhoneInline phone={{ number, display: number, international: null }} />;
}

/** The same inside running text: the number alone. */
export function PhoneInline({ phone }: { phone: Dialled }) {
  return (
    <a href={`tel:${phone.number}`} dir="ltr">
      {shownNumber(phone)}
    </a>
  );
}
