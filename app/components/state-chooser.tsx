import type { StateName } from '#app/queries/states.ts';
import { OwnNames } from './own-names.tsx';
import { useText } from './text.tsx';

/** Choosing a country: the telephone's own list first, all names below it. Both work without script. */
export function StateChooser({ states }: { states: readonly StateName[] }) {
  const t = useText();
  return (
    <>
      <form className="chooser" action={`/${t.lang}/states`} method="get">
        <label htmlFor="country">{t('start.choose')}</label>
        <select id="country" name="code" required>
          <option value="">{t('start.choose.which')}</option>
          {states.map(({ code, name, ownNames }) => (
            <option key={code} value={code}>
              {ownNames.some((own) => own.name === name) ? name : `${name} – ${ownNames[0]?.name ?? ''}`}
            </option>
          ))}
        </select>
        <button type="submit">{t('start.show')}</button>
      </form>
      <h2>{t('start.all')}</h2>
      <ul className="states">
        {states.map((state) => (
          <li key={state.code}>
            <a href={`/${t.lang}/states/${state.code}`}>
              <span className="name">{state.name}</span> <OwnNames state={state} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
