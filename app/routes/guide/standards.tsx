import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { StandardsByPillar } from '#app/components/guide/standards-by-pillar.tsx';
import { InEnglish } from '#app/components/own-language.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { StandardsDocument } from '#app/queries/guide.ts';
import { labelsOf } from '#app/queries/labels.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(StandardsDocument, { language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.standards');

/** The Handbook's recommended standards, or plainly that nobody has entered them yet. */
export default function Standards() {
  const { standards, vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <GuidePage title="guide.standards" lead="guide.standards.lead">
      <p>{t('guide.standards.handbook')}</p>
      <p>
        <PageLink to="/library?theme=national_referral_mechanism&area=osce">{t('guide.standards.read')}</PageLink>
      </p>
      {standards.length === 0 ? (
        <p className="note">{t('guide.standards.empty')}</p>
      ) : (
        <>
          <InEnglish />
          <StandardsByPillar standards={standards} label={labelsOf(vocabularies)} />
        </>
      )}
    </GuidePage>
  );
}
