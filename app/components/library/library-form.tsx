import type { LibraryChoices, LibraryFacet } from '#app/library.ts';
import { useText } from '../text.tsx';

/** What most readers choose by; the rest is folded away, because seven choices fill two screens of a telephone. */
const FIRST: readonly string[] = ['type', 'theme', 'area'];

/** All choices at once, as a form that works without script; beside each value how many items it gives. */
export function LibraryForm({ facets, chosen }: { facets: readonly LibraryFacet[]; chosen: LibraryChoices }) {
  const t = useText();
  const first = facets.filter(({ name }) => FIRST.includes(name));
  const others = facets.filter(({ name }) => !FIRST.includes(name));
  return (
    <search>
      <form className="find" action={`/${t.lang}/library`}>
        <fieldset>
          <legend>{t('find.filters')}</legend>
          {first.map((facet) => (
            <Choice key={facet.name} facet={facet} chosen={chosen[facet.name] ?? ''} />
          ))}
          <details open={others.some(({ name }) => chosen[name] !== undefined)}>
            <summary>{t('library.moreChoices')}</summary>
            <div className="choices">
              {others.map((facet) => (
                <Choice key={facet.name} facet={facet} chosen={chosen[facet.name] ?? ''} />
              ))}
            </div>
          </details>
        </fieldset>
        <button type="submit">{t('library.show')}</button>
      </form>
    </search>
  );
}

function Choice({ facet: { name, facet, values }, chosen }: { facet: LibraryFacet; chosen: string }) {
  const t = useText();
  const shown = values.filter(({ code, count }) => count > 0 || code === chosen);
  const order = new Intl.Collator(t.lang, { numeric: true });
  // The newest year is looked for first; everything else by name.
  const ordered = shown.sort((one, other) => order.compare(one.label, other.label) * (facet === 'years' ? -1 : 1));
  return (
    <p>
      <label htmlFor={name}>{t(`library.${facet}`)}</label>
      <select id={name} name={name} defaultValue={chosen}>
        <option value="">{t('find.filter.any')}</option>
        {ordered.map(({ code, label, count }) => (
          <option key={code} value={code}>
            {t('library.option', { label, count })}
          </option>
        ))}
      </select>
    </p>
  );
}
