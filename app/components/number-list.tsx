import { firstNumbers } from '#app/phones.ts';
import type { NumbersState } from '#app/queries/numbers.ts';
import { HotlineFlags } from './hotline-card.tsx';
import { English } from './own-language.tsx';
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
  const { here, abroad } = firstNumbers(state);
  if (here === null) return <span className="muted">{t('numbers.none')}</span>;
  return (
    <span>
      <PhoneInline phone={here.phone} /> <LineName name={here.line.name} /> <HotlineFlags hotline={here.line} />
      {abroad === null ? null : (
        <span className="abroad">
          {t('numbers.abroad')} <PhoneInline phone={abroad.phone} />{' '}
          {abroad.line.id === here.line.id ? null : <LineName name={abroad.line.name} />}{' '}
          <HotlineFlags hotline={abroad.line} />
        </span>
      )}
    </span>
  );
}

function LineName({ name }: { name: string }) {
  return (
    <span className="muted">
      <English>{name}</English>
    </span>
  );
}
