import { Link } from 'react-router-dom';
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
      <Link to="/portal">{t('home.title')}</Link>
      {part === 'outside' ? null : (
        <>
          <Link to="/portal/cases">{t('cases.title')}</Link>
          <Link to="/portal/messages">{t('messages.title')}</Link>
        </>
      )}
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
    </>
  );
}
