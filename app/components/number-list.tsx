import type { NumbersState } from '#app/queries/numbers.ts';
import { PhoneInline } from './phone-link.tsx';
import { useText } from './text.tsx';

/** Every country with the line to try first. */
export function NumberList({ states }: { states: readonly NumbersState[] }) {
  const t = useText();
  return (
    <ul className="numbers">
      {states.map((state) => (
        <li key={state.code}>
          <a className="state" href={`/${t.lang}/states/${state.code}`}>
            {state.name}
          </a>
          <FirstLine state={state} />
        </li>
      ))}
    </ul>
  );
}

function FirstLine({ state }: { state: NumbersState }) {
  const t = useText();
  const [first] = state.hotlines.filter(({ phones }) => phones.length > 0);
  const [phone] = first?.phones ?? [];
  if (first === undefined || phone === undefined) return <span className="muted">{t('numbers.none')}</span>;
  const abroad = state.hotlines
    .filter(({ callableFromAbroad }) => callableFromAbroad)
    .flatMap(({ phones }) => phones)
    .find(({ domesticOnly }) => !domesticOnly);
  return (
    <span>
      <PhoneInline phone={phone} /> <span className="muted">{first.name}</span>
      {abroad === undefined || abroad.number === phone.number ? null : (
        <span className="abroad">
          {' '}
          {t('numbers.abroad')} <PhoneInline phone={{ number: abroad.number, display: abroad.number }} />
        </span>
      )}
    </span>
  );
}
