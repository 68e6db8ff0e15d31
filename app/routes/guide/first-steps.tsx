import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import type { TextKey } from '#app/i18n.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

type Step = readonly [text: TextKey, link?: readonly [to: string, name: TextKey]];

const DO: readonly Step[] = [
  ['guide.do.danger', ['/states', 'nav.states']],
  ['guide.do.alone'],
  ['guide.do.needs'],
  ['guide.do.child'],
  ['guide.do.little'],
  ['guide.do.reach'],
  ['guide.do.find', ['/states', 'nav.states']],
  ['guide.do.ask'],
  ['guide.do.consent'],
  ['guide.do.agree'],
];

const AVOID: readonly TextKey[] = [
  'guide.avoid.embassy',
  'guide.avoid.promise',
  'guide.avoid.investigate',
  'guide.avoid.condition',
  'guide.avoid.mail',
  'guide.avoid.return',
];

/** Where the steps go on. */
const NEXT: readonly (readonly [to: string, name: TextKey])[] = [
  ['/states', 'nav.states'],
  ['/numbers', 'nav.numbers'],
  ['/find', 'nav.find'],
  ['/compare', 'compare.title'],
  ['/library?type=form', 'guide.steps.forms'],
];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  return languageIn(params, ask);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.steps');

/** For the first hour with a person who may be trafficked, when a border is involved. */
export default function FirstSteps() {
  const t = useText();
  return (
    <GuidePage title="guide.steps" lead="guide.steps.lead">
      <h2>{t('guide.do')}</h2>
      <ol className="steps">
        {DO.map(([text, link]) => (
          <li key={text}>
            {link === undefined ? (
              t(text)
            ) : (
              <TextWith k={text} slot="link">
                <PageLink to={link[0]}>{t(link[1])}</PageLink>
              </TextWith>
            )}
          </li>
        ))}
      </ol>
      <h2>{t('guide.avoid')}</h2>
      <ul className="steps">
        {AVOID.map((text) => (
          <li key={text}>{t(text)}</li>
        ))}
      </ul>
      <ul className="jump">
        {NEXT.map(([to, name]) => (
          <li key={to}>
            <PageLink to={to}>{t(name)}</PageLink>
          </li>
        ))}
      </ul>
    </GuidePage>
  );
}
