import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { TextIn } from '#app/components/own-language.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { useText } from '#app/components/text.tsx';
import type { TextKey } from '#app/i18n.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { ExplainedDocument } from '#app/queries/guide.ts';
import { PILLAR_CODES } from '#app/queries/pillars.ts';

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  return ask(ExplainedDocument, { names: ['pillar', 'service_type'], language });
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.pillars');

/** What belongs to each pillar; each kind of help leads to who gives it. */
export default function Pillars() {
  const { vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  const [pillars = [], services = []] = vocabularies.map(({ terms }) => terms);
  return (
    <GuidePage title="guide.pillars" lead="guide.pillars.lead">
      <h2>{t('guide.governance')}</h2>
      <p>{t('guide.governance.text')}</p>
      {pillars.map(({ code, label, labelLanguage }) => (
        <section key={code}>
          <h2>
            <TextIn lang={labelLanguage}>{label}</TextIn>
          </h2>
          <p>{t(`guide.pillars.${code}` as TextKey)}</p>
          <ul className="jump">
            {services
              .filter((service) => service.pillars.some((pillar) => PILLAR_CODES[pillar] === code))
              .map((service) => (
                <li key={service.code}>
                  <PageLink to={`/find?kind=SERVICE&type=${service.code}`}>{service.label}</PageLink>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </GuidePage>
  );
}
