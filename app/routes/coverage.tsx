import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CountTable } from '#app/components/known/count-table.tsx';
import { Matrix } from '#app/components/known/matrix.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn, notFound } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { WhoIsKnownDocument } from '#app/queries/who-is-known.ts';
import { columnsOf, countOf, WAYS, type Way } from '#app/ways-of-counting.ts';

/** Who is known in which State: by pillar, and by the word in the address in another way. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const way = params.way === undefined ? WAYS[0] : WAYS.find(({ word }) => word === params.way);
  if (way === undefined) throw await notFound(ask, language);
  const vocabularies = way.vocabulary === null ? [] : [way.vocabulary];
  return { way, ...(await ask(WhoIsKnownDocument, { language, names: [way.name], vocabularies })) };
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'coverage.title');

export default function Coverage() {
  const { way, states, vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  const counted = states.flatMap(({ coverage }) => coverage);
  const columns = columnsOf(way, vocabularies, counted, t.lang);
  return (
    <Page>
      <h1>{t('coverage.title')}</h1>
      <p className="lead">{t('coverage.lead')}</p>
      <p className="plain">{t('coverage.gaps')}</p>
      <Ways chosen={way} />
      <CountTable
        caption={t('coverage.columns')}
        heads={{ label: t(way.title), count: t('coverage.column.known') }}
        rows={columns.map(({ code, label }) => ({
          key: code,
          label,
          count: counted.filter((each) => countOf(each, code) > 0).length,
        }))}
        most={states.length}
        say={(count) => t('coverage.ofStates', { count, all: states.length })}
      />
      <h2>{t('coverage.matrix')}</h2>
      <p>{t('coverage.matrix.help')}</p>
      <Matrix way={way} columns={columns} states={states} />
    </Page>
  );
}

function Ways({ chosen }: { chosen: Way }) {
  const t = useText();
  return (
    <nav className="contents" aria-label={t('coverage.ways')}>
      <ul>
        {WAYS.map(({ word, title }, index) => (
          <li key={word}>
            <a
              href={`/${t.lang}/coverage${index === 0 ? '' : `/by/${word}`}`}
              aria-current={word === chosen.word ? 'page' : undefined}
            >
              {t(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
