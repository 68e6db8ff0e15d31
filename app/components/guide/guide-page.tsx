import type { ReactNode } from 'react';
import type { TextKey } from '#app/i18n.ts';
import { Page } from '../page.tsx';
import { PageLink } from '../page-link.tsx';
import { TextWith, useText } from '../text.tsx';

/** The frame of the explanatory pages for professionals: where they belong, and what they rest on. */
export function GuidePage({ title, lead, children }: { title: TextKey; lead: TextKey; children: ReactNode }) {
  const t = useText();
  return (
    <Page>
      <p className="kind">
        <PageLink to="/professionals">{t('guide.title')}</PageLink>
      </p>
      <h1>{t(title)}</h1>
      <p className="lead">{t(lead)}</p>
      {children}
      <p className="checked">
        <TextWith k="guide.sources" slot="link">
          <PageLink to="/library">{t('guide.sources.link')}</PageLink>
        </TextWith>
      </p>
    </Page>
  );
}
