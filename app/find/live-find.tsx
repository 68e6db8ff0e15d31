import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { FindForm } from '#app/components/find/find-form.tsx';
import { Results } from '#app/components/find/results.tsx';
import { useText } from '#app/components/text.tsx';
import { ChoicesDocument, FoundDocument } from '#app/queries/find.ts';
import { NumbersDocument } from '#app/queries/numbers.ts';
import { askOverHttp } from './ask-over-http.ts';
import { addressOf, hasUnlistedChoice, isRefusal, questionOf, readSearch, type Search } from './search.ts';

/**
 * The search page once a facet was touched: every change is answered at once. It shows what the page without script shows.
 *
 * @param props.touched the id of the element that was touched, to go on from there
 */
export function LiveFind({ first, touched }: { first: Search; touched: string }) {
  const t = useText();
  const language = t.lang;
  const [asked, setAsked] = useState(first);
  const choices = useQuery({
    queryKey: ['choices', language, hasUnlistedChoice(asked)],
    queryFn: () => askOverHttp(ChoicesDocument, { language, widen: hasUnlistedChoice(asked) }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const found = useInfiniteQuery({
    queryKey: ['found', questionOf(asked), language],
    queryFn: ({ pageParam }) => askOverHttp(FoundDocument, { ...questionOf(asked), after: pageParam, language }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ search: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    retry: (failures, error) => !isRefusal(error) && failures < 2,
  });
  const last = found.data?.pages.at(-1)?.search ?? null;
  const numbers = useQuery({
    queryKey: ['numbers', language],
    queryFn: () => askOverHttp(NumbersDocument, { language }),
    enabled: last?.totalCount === 0,
  });
  const isReady = choices.data !== undefined && (last !== null || found.isError);
  useEffect(() => {
    if (isReady) document.getElementById(touched)?.focus();
  }, [isReady, touched]);

  useEffect(() => {
    history.replaceState(null, '', `${location.pathname}${addressOf(asked)}`);
  }, [asked]);

  function ask(form: HTMLFormElement): void {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    setAsked(readSearch(new URLSearchParams(fields)));
  }

  function submit(event: FormEvent<HTMLDivElement>): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (form.className === 'more') found.fetchNextPage();
    else ask(form);
  }

  function change({ target }: FormEvent<HTMLDivElement>): void {
    if (target instanceof HTMLInputElement && target.type === 'checkbox' && target.form !== null) ask(target.form);
  }

  const isUnanswered = choices.isError || (found.isError && !isRefusal(found.error));
  if (!isReady && !isUnanswered) return <p role="status">…</p>;
  return (
    // The events come from the forms inside, which are the same without script.
    <div onSubmit={submit} onChange={change} aria-busy={found.isFetching}>
      {choices.data === undefined ? null : <FindForm asked={asked} choices={choices.data} found={last} isNarrowing />}
      {isUnanswered ? (
        <p className="plain" role="alert">
          {t('find.failed')}
        </p>
      ) : null}
      {isUnanswered && last === null ? null : (
        <Results
          asked={asked}
          found={found.isError && !isUnanswered ? null : last}
          edges={found.data?.pages.flatMap(({ search }) => search.edges) ?? []}
          numbers={last?.totalCount === 0 ? (numbers.data?.states ?? []) : null}
        />
      )}
    </div>
  );
}
