import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CountTable, type Row } from '#app/components/known/count-table.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import type { Translator } from '#app/i18n.ts';
import { languageIn, notFound } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import type { Vocabulary } from '#app/queries/labels.ts';
import { type Counted, WhoIsKnownInStateDocument } from '#app/queries/who-is-known.ts';
import { mendedCode } from '#app/state-code.ts';
import { columnsOf, countOf, WAYS, type Way } from '#app/ways-of-counting.ts';

const VOCABULARIES = WAYS.flatMap(({ vocabulary }) => vocabulary ?? []);

/** Who is known in one State, counted in every way. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const code = params.code ?? '';
  const known = await ask(WhoIsKnownInStateDocument, { code, language, vocabularies: VOCABULARIES });
  const mended = mendedCode(code);
  if (known.state === null && mended !== null) return redirect(`/${language}/coverage/${mended}`, 308);
  if (known.state === null) throw await notFound(ask, language);
  return { ...known, state: known.state };
}

export const meta: MetaFunction<typeof loader> = ({ params, data }) =>
  pageTitle(params.lang, data === undefined ? 'notFound.title' : { name: data.state.name });

export default function CoverageOfState() {
  const { state, vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('coverage.state.title', { state: state.name })}</h1>
      <p className="lead">{t('coverage.lead')}</p>
      <p className="plain">{t('coverage.gaps')}</p>
      <p className="jump">
        <a href={`/${t.lang}/states/${state.code}`}>{t('entry.back', { state: state.name })}</a>
        <a href={`/${t.lang}/coverage`}>{t('coverage.state.all')}</a>
        <a href={`/${t.lang}/compare?a=${state.code}`}>{t('state.compare')}</a>
      </p>
      {WAYS.map((way) => {
        const counted = state.coverage.find(({ name }) => name === way.name);
        if (counted === undefined) return null;
        const rows = rowsOf(way, state.code, vocabularies, counted, t);
        return (
          <section key={way.word}>
            <CountTable
              caption={t(way.title)}
              heads={{ label: t(way.title), count: t('coverage.count') }}
              rows={rows}
              most={Math.max(...rows.map(({ count }) => count))}
            />
            {way.vocabulary === null ? <p className="muted">{t('coverage.state.languages')}</p> : null}
          </section>
        );
      })}
      <p className="checked">{t('state.checked', { date: t.date(state.checkedOn) })}</p>
    </Page>
  );
}

function rowsOf(way: Way, state: string, vocabularies: readonly Vocabulary[], counted: Counted, t: Translator): Row[] {
  const rows: Row[] = columnsOf(way, vocabularies, [counted], t.lang).map(({ code, label }) => ({
    key: code,
    label,
    count: countOf(counted, code),
    href: way.filter === null ? undefined : `/${t.lang}/find?${new URLSearchParams({ state, [way.filter]: code })}`,
  }));
  if (way.unstated === null) return rows;
  return [...rows, { key: 'unstated', label: t(way.unstated), count: counted.unstated }];
}
