import type { Coverage } from '#app/queries/coverage.ts';
import { useText } from '../text.tsx';
import outlines from './outlines.json';

type Drawing = typeof outlines.region;

/**
 * The participating States as a drawing: each leads to its page and shows by its shade whether a line can be called from
 * another country. The table beside it says the same, so the drawing hides from screen readers what would be read twice.
 */
export function RegionMap({ states }: { states: readonly Coverage[] }) {
  const t = useText();
  const byCode = new Map(states.map((state) => [state.code, state]));
  return (
    <figure className="map">
      <MapDrawing drawing={outlines.region} states={byCode} title={t('states.map')} />
      <MapDrawing drawing={outlines.europe} states={byCode} title={t('states.map.europe')} />
      <figcaption>
        <ul className="legend">
          <li>
            <span className="swatch abroad" /> {t('states.map.abroad')}
          </li>
          <li>
            <span className="swatch inside" /> {t('states.map.inside')}
          </li>
          <li>
            <span className="swatch none" /> {t('states.map.none')}
          </li>
          <li>
            <span className="swatch other" /> {t('states.map.other')}
          </li>
        </ul>
        <p className="muted">{t('states.map.help')}</p>
      </figcaption>
    </figure>
  );
}

function MapDrawing(props: { drawing: Drawing; states: ReadonlyMap<string, Coverage>; title: string }) {
  const { drawing, states, title } = props;
  const t = useText();
  return (
    <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true" focusable="false">
      <title>{title}</title>
      <path className="other" d={drawing.others} />
      {drawing.shapes.map(({ code, d }) => {
        const state = states.get(code);
        return state === undefined ? null : (
          <a key={code} href={`/${t.lang}/states/${code}`} tabIndex={-1}>
            <path className={reach(state)} d={d}>
              <title>{state.name}</title>
            </path>
          </a>
        );
      })}
      {drawing.points.map(({ code, x, y }) => {
        const state = states.get(code);
        return state === undefined ? null : (
          <a key={code} href={`/${t.lang}/states/${code}`} tabIndex={-1}>
            <circle className={reach(state)} cx={x} cy={y} r="9">
              <title>{state.name}</title>
            </circle>
          </a>
        );
      })}
    </svg>
  );
}

function reach(state: Coverage): 'abroad' | 'inside' | 'none' {
  if (state.hotlines.some(({ callableFromAbroad }) => callableFromAbroad)) return 'abroad';
  return state.hotlines.some(({ phones }) => phones.length > 0) ? 'inside' : 'none';
}
