import type { NumbersState } from '#app/queries/numbers.ts';
import { HotlineFlags } from './hotline-card.tsx';
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

/** The line to try first, and when that cannot be dialled from another country, the first that can, by its own name. */
function FirstLine({ state }: { state: NumbersState }) {
  const t = useText();
  const reachable = state.hotlines.filter(({ phones }) => phones.length > 0);
  const [first] = reachable;
  const [phone] = first?.phones ?? [];
  if (first === undefined || phone === undefined) return <span className="muted">{t('numbers.none')}</span>;
  const fromAbroad = reachable.find(({ callableFromAbroad, note, audiences }) => {
    return callableFromAbroad && note?.codes.includes('UNCONFIRMED') !== true && !audiences.includes('professionals');
  });
  const dialled = fromAbroad?.phones.find(({ domesticOnly }) => !domesticOnly);
  return (
    <span>
      <PhoneInline phone={phone} /> <span className="muted">{first.name}</span> <HotlineFlags hotline={first} />
      {fromAbroad === undefined || dialled === undefined || dialled.number === phone.number ? null : (
        <span className="abroad">
          {t('numbers.abroad')} <PhoneInline phone={dialled} />{' '}
          {fromAbroad.id === first.id ? null : <span className="muted">{fromAbroad.name}</span>}{' '}
          <HotlineFlags hotline={fromAbroad} />
        </span>
      )}
    </span>
  );
}
