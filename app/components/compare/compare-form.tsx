import type { StateName } from '#app/queries/states.ts';
import { useText } from '../text.tsx';

const PLACES = [
  { name: 'a', label: 'compare.place.1' },
  { name: 'b', label: 'compare.place.2' },
  { name: 'c', label: 'compare.place.3.optional' },
] as const;

/** Choosing two or three countries, with the telephone's own lists and without script. */
export function CompareForm({ states, chosen }: { states: readonly StateName[]; chosen: readonly string[] }) {
  const t = useText();
  return (
    <form className="chooser" action={`/${t.lang}/compare`} method="get">
      {PLACES.map(({ name, label }, index) => (
        <p key={name}>
          <label htmlFor={name}>{t(label)}</label>
          <select id={name} name={name} defaultValue={chosen[index] ?? ''} required={name !== 'c'}>
            <option value="">{t('start.choose.which')}</option>
            {states.map((state) => (
              <option key={state.code} value={state.code}>
                {state.name}
              </option>
            ))}
          </select>
        </p>
      ))}
      <button type="submit">{t('compare.show')}</button>
    </form>
  );
}
