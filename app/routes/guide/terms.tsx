import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Explained } from '#app/components/guide/explained.tsx';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { Scrolls } from '#app/components/scrolls.tsx';
import { useText } from '#app/components/text.tsx';
import { COMPLETE_LANGUAGES, LANGUAGES } from '#app/languages.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { GlossaryDocument } from '#app/queries/guide.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(GlossaryDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.terms');

/** What the field's words mean, and how colleagues in other languages say them. */
export default function Terms() {
  const { vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  const terms = vocabularies.flatMap((vocabulary) => vocabulary.terms);
  return (
    <GuidePage title="guide.terms" lead="guide.terms.lead">
      <p className="note">{t('guide.terms.unchecked')}</p>
      <h2>{t('guide.terms.meanings')}</h2>
      <Explained terms={terms} />
      <h2>{t('guide.terms.table')}</h2>
      <p>{t('guide.terms.smuggling')}</p>
      <Scrolls label={t('guide.terms.table')}>
        <table className="words">
          <thead>
            <tr>
              {COMPLETE_LANGUAGES.map((language) => (
                <th key={language} scope="col" lang={language}>
                  {LANGUAGES[language].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <tr key={term.code}>
                {COMPLETE_LANGUAGES.map((language, column) => {
                  const Cell = column === 0 ? 'th' : 'td';
                  return (
                    <Cell key={language} lang={language} scope={column === 0 ? 'row' : undefined}>
                      {term[language]}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </GuidePage>
  );
}
