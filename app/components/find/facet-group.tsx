import type { Choice, Facet } from '#app/find/facets.ts';
import { useText } from '../text.tsx';

/** One facet: folded away until it is wanted, or when something in it is chosen. */
export function FacetGroup(props: { facet: Facet; choices: readonly Choice[]; chosen: readonly string[] }) {
  const { facet, choices, chosen } = props;
  const t = useText();
  if (choices.length === 0) return null;
  return (
    <details open={chosen.length > 0}>
      <summary>
        {t(facet.label)}
        {chosen.length === 0 ? null : <span className="muted"> ({chosen.length})</span>}
      </summary>
      <div className="facet">
        {choices.map(({ code, label, count }) => (
          <label key={code}>
            <input
              type="checkbox"
              id={`${facet.field}-${code}`}
              name={facet.field}
              value={code}
              defaultChecked={chosen.includes(code)}
            />{' '}
            <span>
              {label}
              {count === null ? null : <span className="muted"> {count}</span>}
            </span>
          </label>
        ))}
      </div>
    </details>
  );
}
