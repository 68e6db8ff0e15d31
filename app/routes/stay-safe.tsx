import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { TextPage } from '#app/components/text-page.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  return languageIn(params, ask);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.staySafe');

export default function StaySafe() {
  return (
    <TextPage
      title="staySafe.title"
      sections={[
        ['staySafe.exit', 'staySafe.exit.text'],
        ['staySafe.history', 'staySafe.history.text'],
        ['staySafe.watched', 'staySafe.watched.text'],
        ['staySafe.calls', 'staySafe.calls.text'],
        ['staySafe.danger', 'staySafe.danger.text'],
      ]}
    />
  );
}
