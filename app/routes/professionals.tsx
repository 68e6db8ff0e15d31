import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Page } from '#app/components/page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { useText } from '#app/components/text.tsx';
import type { TextKey } from '#app/i18n.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

type Way = readonly [to: string, name: TextKey, brief: TextKey];

const GROUPS: readonly (readonly [heading: TextKey, ways: readonly Way[]])[] = [
  [
    'guide.start',
    [
      ['/guide/first-steps', 'guide.steps', 'guide.steps.brief'],
      ['/states', 'nav.states', 'guide.states.brief'],
      ['/find', 'nav.find', 'guide.find.brief'],
    ],
  ],
  [
    'guide.understand',
    [
      ['/guide/nrm', 'guide.nrm', 'guide.nrm.brief'],
      ['/guide/pillars', 'guide.pillars', 'guide.pillars.brief'],
      ['/guide/roles', 'guide.roles', 'guide.roles.brief'],
      ['/guide/terms', 'guide.terms', 'guide.terms.brief'],
      ['/guide/standards', 'guide.standards', 'guide.standards.brief'],
    ],
  ],
  [
    'guide.lookUp',
    [
      ['/library', 'library.title', 'guide.library.brief'],
      ['/compare', 'compare.title', 'guide.compare.brief'],
      ['/coverage', 'coverage.title', 'guide.coverage.brief'],
      ['/data', 'data.title', 'guide.data.brief'],
    ],
  ],
];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  return languageIn(params, ask);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.title');

/** Where everything for professionals begins. */
export default function Professionals() {
  const t = useText();
  return (
    <Page>
      <h1>{t('guide.title')}</h1>
      <p className="lead">{t('guide.lead')}</p>
      {GROUPS.map(([heading, ways]) => (
        <section key={heading}>
          <h2>{t(heading)}</h2>
          <dl className="explained">
            {ways.map(([to, name, brief]) => (
              <div key={to}>
                <dt>
                  <PageLink to={to}>{t(name)}</PageLink>
                </dt>
                <dd>{t(brief)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Page>
  );
}
