import { choicesOf, FACETS } from '#app/find/facets.ts';
import { addressOf, type Search } from '#app/find/search.ts';
import type { Choices, FoundPage } from '#app/queries/find.ts';
import { useText } from '../text.tsx';
import { FacetGroup } from './facet-group.tsx';

/**
 * What is looked for, and among what. Works without script; the text is sent in the body, never in the address.
 *
 * The filters are folded away once words were searched, so that a telephone shows the results. Where some are chosen, they
 * stand open and a link leads past them.
 *
 * @param props.isNarrowing whether somebody is choosing filters at this moment
 */
export function FindForm(props: {
  asked: Search;
  choices: Choices;
  found: FoundPage['search'] | null;
  isNarrowing?: boolean;
}) {
  const { asked, choices, found, isNarrowing = false } = props;
  const t = useText();
  const isNarrowed = addressOf(asked) !== '';
  return (
    <search>
      {isNarrowed && found !== null ? (
        <p>
          <a href="#results">{t('find.count', { count: found.totalCount })}</a>
        </p>
      ) : null}
      <form className="find" method="post" action={`/${t.lang}/find`}>
        <label htmlFor="text">{t('find.text')}</label>
        <input
          id="text"
          name="text"
          type="search"
          defaultValue={asked.text}
          maxLength={300}
          autoComplete="off"
          aria-describedby="example"
        />
        <p className="muted" id="example">
          {t('find.example')}
        </p>
        <details className="filters" open={isNarrowing || isNarrowed || asked.text === ''}>
          <summary>{t('find.filters')}</summary>
          {FACETS.map((facet) => (
            <FacetGroup
              key={facet.name}
              facet={facet}
              choices={choicesOf(facet, asked.chosen[facet.field], choices, found)}
              chosen={asked.chosen[facet.field]}
            />
          ))}
        </details>
        <p>
          <button type="submit">{t('find.button')}</button>{' '}
          {isNarrowed ? <a href={`/${t.lang}/find`}>{t('find.filter.clear')}</a> : null}
        </p>
      </form>
    </search>
  );
}
