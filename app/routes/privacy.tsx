import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { TextPage } from '#app/components/text-page.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  return languageIn(params, ask);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'nav.privacy');

export default function Privacy() {
  return (
    <TextPage
      title="privacy.title"
      sections={[
        ['privacy.nothing', 'privacy.nothing.text'],
        ['privacy.others', 'privacy.others.text'],
        ['privacy.mail', 'privacy.mail.text'],
      ]}
    />
  );
}
