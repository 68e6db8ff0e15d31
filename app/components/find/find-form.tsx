import { choicesOf, FACETS } from '#app/find/facets.ts';
import { addressOf, type Search } from '#app/find/search.ts';
import type { Choices, FoundPage } from '#app/queries/find.ts';
import { useText } from '../text.tsx';
import { FacetGroup } from './facet-group.tsx';

/** What is looked for, and among what. Works without script; the text is sent in the body, never in the address. */
export function FindForm(props: { asked: Search; choices: Choices; found: FoundPage['search'] | null }) {
  const { asked, choices, found } = props;
  const t = useText();
  return (
    <search>
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
        <fieldset>
          <legend>{t('find.filters')}</legend>
          {FACETS.map((facet) => (
            <FacetGroup
              key={facet.name}
              facet={facet}
              choices={choicesOf(facet, asked.chosen[facet.field], choices, found)}
              chosen={asked.chosen[facet.field]}
            />
          ))}
        </fieldset>
        <p>
          <button type="submit">{t('find.button')}</button>{' '}
          {addressOf(asked) === '' ? null : <a href={`/${t.lang}/find`}>{t('find.filter.clear')}</a>}
        </p>
      </form>
    </search>
  );
}
