import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InDanger } from '#app/components/in-danger.tsx';
import { NumberList } from '#app/components/number-list.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { NumbersDocument } from '#app/queries/numbers.ts';

/** All numbers on one page: for printing, for old telephones, and for when the rest is out of reach. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(NumbersDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'numbers.title');

export default function Numbers() {
  const { states } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Page>
      <h1>{t('numbers.title')}</h1>
      <p className="lead">{t('numbers.lead')}</p>
      <InDanger />
      <NumberList states={states} />
    </Page>
  );
}
