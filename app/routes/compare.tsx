import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { compareAddress, isComplete, type Refusal, readChoice } from '#app/comparing/choice.ts';
import { CompareForm } from '#app/components/compare/compare-form.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import type { Translator } from '#app/i18n.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { StatesDocument } from '#app/queries/states.ts';

/** Choosing what to compare; with a sound choice, as the form sends it, straight to the countries side by side. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const { states } = await ask(StatesDocument, { language });
  const given = new URL(request.url).searchParams;
  const choice = readChoice([given.get('a'), given.get('b'), given.get('c')], states);
  if (isComplete(choice)) return redirect(compareAddress(language, choice.codes), 303);
  return { states, ...choice };
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'compare.title');

export default function ChooseToCompare() {
  const { states, codes, refusal } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('compare.title')}</h1>
      <p className="lead">{t('compare.lead')}</p>
      {refusal === null ? null : (
        <p className="plain" role="status">
          {sentenceFor(refusal, t)}
        </p>
      )}
      <CompareForm states={states} chosen={codes} />
    </Page>
  );
}

function sentenceFor(refusal: Refusal, t: Translator): string {
  return refusal.text === 'compare.noSuch'
    ? t(refusal.text, { code: refusal.code })
    : t(refusal.text, { state: refusal.state });
}
