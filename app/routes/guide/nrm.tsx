import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { GuidePage } from '#app/components/guide/guide-page.tsx';
import { PageLink } from '#app/components/page-link.tsx';
import { useText } from '#app/components/text.tsx';
import type { TextKey } from '#app/i18n.ts';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';

const SECTIONS = ['national', 'principles', 'differs', 'abroad', 'handing', 'law'] as const satisfies readonly string[];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  return languageIn(params, ask);
}

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'guide.nrm');

/** What a national referral mechanism is, and what happens when a case crosses a border. */
export default function WhatItIs() {
  const t = useText();
  return (
    <GuidePage title="guide.nrm" lead="guide.nrm.lead">
      {SECTIONS.map((section) => (
        <section key={section}>
          <h2>{t(`guide.nrm.${section}`)}</h2>
          <p>{t(`guide.nrm.${section}.text` satisfies TextKey)}</p>
        </section>
      ))}
      <p>
        <PageLink to="/library?theme=national_referral_mechanism">{t('guide.nrm.more')}</PageLink>
      </p>
    </GuidePage>
  );
}
