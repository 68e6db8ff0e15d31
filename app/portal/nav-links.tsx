import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useOwnPart } from './organisation/use-own-part.ts';
import { usePortalText } from './text.tsx';
import { useMe } from './use-me.ts';

/** The ways from every page; those of deciders, operators and members of an organisation only for them. */
export function NavLinks() {
  const t = usePortalText();
  const { data: me } = useMe({ askAnew: true });
  const { part } = useOwnPart();
  return (
    <>
      {part === 'outside' ? null : (
        <>
          <Link to="/portal/cases">{t('cases.title')}</Link>
          <Link to="/portal/messages">{t('messages.title')}</Link>
        </>
      )}
      <Folded title={t('nav.more')}>
        <Link to="/portal">{t('home.title')}</Link>
        <Link to="/portal/organisation">{t('organisation.title')}</Link>
        <Link to="/portal/organisations">{t('organisations.title')}</Link>
        {me?.mayDecide === true ? (
          <>
            <Link to="/portal/applications">{t('applications.title')}</Link>
            <Link to="/portal/checks">{t('checks.nav')}</Link>
          </>
        ) : null}
        {me?.isOperator === true ? <Link to="/portal/operator">{t('operator.nav')}</Link> : null}
        <Link to="/portal/keys">{t('keys.title')}</Link>
        <Link to="/portal/sessions">{t('sessions.title')}</Link>
        <Link to="/portal/events">{t('events.nav')}</Link>
        <a href="/">{t('nav.directory')}</a>
      </Folded>
    </>
  );
}

/** Where there is little room, out of the way until somebody looks for it. */
function Folded({ title, children }: { title: string; children: ReactNode }) {
  // Whoever has followed a way has no need of the others.
  const { key } = useLocation();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const isNarrow = useSyncExternalStore(watchWidth, () => narrow.matches);
  if (!isNarrow) return <>{children}</>;
  return (
    <details open={openedOn === key} onToggle={({ currentTarget }) => setOpenedOn(currentTarget.open ? key : null)}>
      <summary>{title}</summary>
      <div className="portal-nav">{children}</div>
    </details>
  );
}

const narrow = matchMedia('(max-width: 40rem)');

function watchWidth(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}
