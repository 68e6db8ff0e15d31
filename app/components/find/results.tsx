import { FACETS } from '#app/find/facets.ts';
import type { Search } from '#app/find/search.ts';
import type { Found, FoundPage } from '#app/queries/find.ts';
import type { NumbersState } from '#app/queries/numbers.ts';
import { NumberList } from '../number-list.tsx';
import { TextWith, useText } from '../text.tsx';
import { FoundEntry } from './found-entry.tsx';

/** What was found, or plainly that nothing was, with numbers to call instead. */
export function Results(props: {
  asked: Search;
  /** null: the search was refused */
  found: FoundPage['search'] | null;
  edges: readonly Found[];
  numbers: readonly NumbersState[] | null;
}) {
  const { asked, found, edges, numbers } = props;
  const t = useText();
  if (found === null) {
    return (
      <p className="plain" role="status">
        {t('find.refused')}
      </p>
    );
  }
  return (
    <section aria-labelledby="results">
      <h2 id="results" aria-live="polite">
        {t('find.count', { count: found.totalCount })}
      </h2>
      {found.didYouMean === null ? null : (
        <p>
          <TextWith k="find.corrected" slot="searched">
            <strong>{found.didYouMean}</strong>
          </TextWith>{' '}
          <span className="muted">{t('find.typed', { typed: asked.text })}</span>
        </p>
      )}
      {found.isWidened && edges.length > 0 ? <p className="plain">{t('find.widened')}</p> : null}
      <ul className="found">
        {edges.map((one) => (
          <FoundEntry key={one.node.id} found={one} />
        ))}
      </ul>
      {found.pageInfo.hasNextPage ? <MoreResults asked={asked} after={found.pageInfo.endCursor ?? ''} /> : null}
      {numbers === null ? null : (
        <>
          <p>{t('find.none')}</p>
          <NumberList states={numbers} />
        </>
      )}
    </section>
  );
}

function MoreResults({ asked, after }: { asked: Search; after: string }) {
  const t = useText();
  return (
    <form method="post" className="more" action={`/${t.lang}/find`}>
      <input type="hidden" name="text" value={asked.text} />
      {FACETS.flatMap(({ field }) =>
        asked.chosen[field].map((code) => <input key={field + code} type="hidden" name={field} value={code} />),
      )}
      <input type="hidden" name="after" value={after} />
      <button type="submit">{t('find.more')}</button>
    </form>
  );
}
