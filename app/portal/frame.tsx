import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useNavigationType } from 'react-router-dom';
import { lock } from '#app/vault/vault.ts';
import { LanguageChoice } from './language-choice.tsx';
import { NavLinks } from './nav-links.tsx';
import { usePortalText } from './text.tsx';
import { useIsUnlocked } from './use-me.ts';

/** Address of the page that was shown last: each page has a frame of its own. */
let shownLast: string | null = null;

/**
 * Around every page of the portal: where one is, and the way to lock at once.
 *
 * @param props.isAlone the other pages cannot be visited yet
 * @param props.isPending it stands for a page that is not there yet
 */
export function Frame(props: { title: string; isAlone?: boolean; isPending?: boolean; children: ReactNode }) {
  const { title, isAlone, isPending = false, children } = props;
  const t = usePortalText();
  const isUnlocked = useIsUnlocked();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const way = useNavigationType();

  useEffect(() => {
    document.title = t('title', { page: title });
    // Whoever listens instead of looking is told of the new page.
    if (isPending) return;
    const isNew = shownLast !== null && shownLast !== pathname;
    shownLast = pathname;
    if (!isNew) return;
    heading.current?.focus({ preventScroll: true });
    // Whoever goes back finds the page as it was left.
    if (way !== 'POP') window.scrollTo(0, 0);
  }, [t, title, pathname, way, isPending]);

  return (
    <>
      <a className="visually-hidden focusable" href="#content">
        {t('skip')}
      </a>
      <header className="portal-bar">
        <div className="portal-row">
          <Link className="brand" to="/portal">
            {t('brand')}
          </Link>
          <LanguageChoice />
          {isUnlocked ? (
            <button type="button" className="lock" onClick={() => lock('by hand')}>
              {t('lock')}
            </button>
          ) : null}
        </div>
        <nav className="portal-nav" aria-label={t('nav.label')}>
          {isUnlocked && isAlone !== true ? <NavLinks /> : <a href="/">{t('nav.directory')}</a>}
        </nav>
      </header>
      <main id="content">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}
