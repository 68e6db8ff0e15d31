import { Link } from 'react-router-dom';
import { FirstSteps } from '../first-steps.tsx';
import { Frame } from '../frame.tsx';
import { OwnChanges } from '../organisation/own-changes.tsx';
import { Waiting } from '../organisation/waiting.tsx';
import { usePortalText } from '../text.tsx';
import { useMe } from '../use-me.ts';

/** Where one lands after signing in. */
export default function Home() {
  const t = usePortalText();
  const { data: me } = useMe();
  return (
    <Frame title={t('home.title')}>
      <p className="lead">{t('home.lead', { name: me?.signInName ?? '' })}</p>
      {me?.isOperator === true ? <p>{t('home.operator')}</p> : null}
      {me == null ? null : <FirstSteps me={me} />}
      <OwnChanges />
      <Waiting />
      <ul>
        <li>
          <Link to="/portal/cases">{t('cases.title')}</Link>: {t('home.cases')}
        </li>
        <li>
          <Link to="/portal/messages">{t('messages.title')}</Link>: {t('home.messages')}
        </li>
        <li>
          <Link to="/portal/organisation">{t('organisation.title')}</Link>: {t('home.organisation')}
        </li>
        <li>
          <Link to="/portal/organisations">{t('organisations.title')}</Link>: {t('home.organisations')}
        </li>
        {me?.mayDecide === true ? (
          <>
            <li>
              <Link to="/portal/applications">{t('applications.title')}</Link>: {t('home.applications')}
            </li>
            <li>
              <Link to="/portal/checks">{t('checks.title')}</Link>: {t('home.checks')}
            </li>
          </>
        ) : null}
        <li>
          <Link to="/portal/keys">{t('keys.title')}</Link>: {t('home.keys')}
        </li>
        <li>
          <Link to="/portal/sessions">{t('sessions.title')}</Link>: {t('home.sessions')}
        </li>
        <li>
          <Link to="/portal/events">{t('events.title')}</Link>: {t('home.events')}
        </li>
        <li>
          <Link to="/portal/notices">{t('notices.title')}</Link>: {t('home.notices')}
        </li>
        {me?.isOperator === true ? (
          <li>
            <Link to="/portal/operator">{t('operator.title')}</Link>: {t('home.overview')}
          </li>
        ) : null}
      </ul>
    </Frame>
  );
}
