import type { ReactNode } from 'react';
import type { Compared } from '#app/queries/compare.ts';
import { useText } from '../text.tsx';

/** One thing for each State: columns where there is room, one below the other where there is none. */
export function Aligned(props: {
  id?: string;
  title: string;
  states: readonly Compared[];
  /** null: not known */
  show: (state: Compared) => ReactNode;
}) {
  const { id, title, states, show } = props;
  const t = useText();
  return (
    <section className="aligned" id={id}>
      <h3>{title}</h3>
      <dl className={`columns of-${states.length}`}>
        {states.map((state) => (
          <div key={state.code}>
            <dt>{state.name}</dt>
            <dd>{show(state) ?? <span className="unknown">{t('compare.unknown')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
