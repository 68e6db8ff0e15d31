import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Explained } from '#app/components/guide/explained.tsx';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { ExplainedDocument } from '#app/queries/guide.ts';

/** Who takes part in a case, in the order in which a case usually meets them. */
const STAKEHOLDERS = [
  'helpline',
  'ngo',
  'advocate',
  'guardian',
  'childProtection',
  'police',
  'migration',
  'coordinator',
  'consular',
  'international',
  'health',
  'labour',
  'justice',
  'survivors',
  'rapporteur',
] as const;

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(ExplainedDocument, { names: ['contact_role'], language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.roles');

/** Who does what in a case, and what the roles of this directory mean. */
export default function Roles() {
  const { vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <GuidePage title="guide.roles" lead="guide.roles.lead">
      <h2>{t('guide.roles.case')}</h2>
      <ul className="steps">
        {STAKEHOLDERS.map((stakeholder) => (
          <li key={stakeholder}>{t(`guide.roles.${stakeholder}`)}</li>
        ))}
      </ul>
      <h2>{t('guide.roles.directory')}</h2>
      <p>{t('guide.roles.directory.lead')}</p>
      <Explained terms={vocabularies.flatMap(({ terms }) => terms)} />
    </GuidePage>
  );
}
