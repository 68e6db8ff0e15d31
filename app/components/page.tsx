import type { ReactNode } from 'react';
import { LeaveNow, LeaveNowAgain } from './leave-now.tsx';
import { TextWith, useText } from './text.tsx';

/** The frame of every public page. */
export function Page({ children }: { children: ReactNode }) {
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
        <nav aria-label={t('nav.label')}>
          <a href={base}>{t('nav.start')}</a>
          <a href={`${base}/states`}>{t('nav.states')}</a>
          <a href={`${base}/find`}>{t('nav.find')}</a>
          <a href={`${base}/numbers`}>{t('nav.numbers')}</a>
          <a href={`${base}/stay-safe`}>{t('nav.staySafe')}</a>
        </nav>
      </header>
      <main id="content">{children}</main>
      <footer>
        <p>
          <TextWith k="site.safety" slot="link">
            <a href={`${base}/stay-safe`}>{t('site.safety.link')}</a>
          </TextWith>
        </p>
        <p>{t('footer.sources')}</p>
        <p className="links">
          <a href={`${base}/about`}>{t('nav.about')}</a>
          <a href={`${base}/privacy`}>{t('nav.privacy')}</a>
        </p>
        <LeaveNowAgain />
      </footer>
    </>
  );
}
