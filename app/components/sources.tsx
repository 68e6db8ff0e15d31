import { createContext, useContext } from 'react';
import type { Source } from '#app/queries/state.ts';
import { Dotted, useText } from './text.tsx';
import { WebLink } from './web-link.tsx';

/** The numbers that a page gives to its sources, by source id. */
const SourceNumbers = createContext<ReadonlyMap<string, number>>(new Map());

export const SourceNumbersProvider = SourceNumbers.Provider;

export function numberSources(sources: readonly Source[]): { list: Source[]; numbers: Map<string, number> } {
  const unique = new Map(sources.map((source) => [source.id, source]));
  const list = [...unique.values()].sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
  return { list, numbers: new Map(list.map(({ id }, index) => [id, index + 1])) };
}

/** Small numbers that lead to the list of sources at the end of the page. */
export function SourceMarks({ sources }: { sources: readonly Source[] }) {
  const numbers = useContext(SourceNumbers);
  const t = useText();
  if (sources.length === 0) return null;
  return (
    <span className="marks">
      <span className="visually-hidden">{t('state.sources.show')} </span>
      {sources.map(({ id }) => (
        <a key={id} href={`#${id}`}>
          {numbers.get(id)}
        </a>
      ))}
    </span>
  );
}

export function SourceList({ sources }: { sources: readonly Source[] }) {
  const t = useText();
  return (
    <ol className="sources">
      {sources.map(({ id, title, publisher, url, date }) => (
        <li key={id} id={id}>
          <Dotted>
            <bdi>{url === null ? title : <WebLink url={url}>{title}</WebLink>}</bdi>
            {publisher === null ? null : <bdi>{publisher}</bdi>}
            {date === null ? t('state.sources.undated') : t.date(date)}
          </Dotted>
          {url === null ? ` (${t('state.sources.noaddress')})` : ''}
        </li>
      ))}
    </ol>
  );
}
