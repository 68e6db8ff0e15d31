import type { ReactNode } from 'react';
import type { Lang } from '#app/languages.ts';
import { LanguagePicker } from './language-picker.tsx';
import { LeaveNow, LeaveNowAgain } from './leave-now.tsx';
import { PageLink } from './page-link.tsx';
import { TextWith, useText } from './text.tsx';

/**
 * The frame of every public page.
 *
 * @param props.samePage where the language picker leads, as a path after the language; without it to the page's own address
 * @param props.languages in which the page exists, where that does not follow from its address
 */
export function Page(props: {
  samePage?: string | undefined;
  languages?: readonly Lang[] | undefined;
  children: ReactNode;
}) {
  const { samePage, languages, children } = props;
  const t = useText();
  const base = `/${t.lang}`;
  return (
    <>
      <a className="visually-hidden focusable" href="#content">
        {t('site.skip')}
      </a>
      <header className="site">
        <div className="site-row">
          <a className="brand" href={base}>
            {t('site.brand')}
          </a>
          <LeaveNow />
        </div>
      </header>
      <div className="ways">
        <LanguagePicker path={samePage} languages={languages} />
        <nav className="pages" aria-label={t('nav.label')}>
          <PageLink to="">{t('nav.start')}</PageLink> <PageLink to="/states">{t('nav.states')}</PageLink>{' '}
          <PageLink to="/find">{t('nav.find')}</PageLink> <PageLink to="/numbers">{t('nav.numbers')}</PageLink>{' '}
          <PageLink to="/stay-safe">{t('nav.staySafe')}</PageLink>{' '}
          <PageLink to="/professionals">{t('guide.title')}</PageLink>
        </nav>
      </div>
      <main id="content">{children}</main>
      <footer>
        <p>
          <TextWith k="site.safety" slot="link">
            <a href={`${base}/stay-safe`}>{t('site.safety.link')}</a>
          </TextWith>
        </p>
        <p>{t('footer.sources')}</p>
        <p className="links">
          <PageLink to="/about">{t('nav.about')}</PageLink>
          <PageLink to="/privacy">{t('nav.privacy')}</PageLink>
        </p>
        <LeaveNowAgain />
      </footer>
    </>
  );
}
