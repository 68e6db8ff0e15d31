import { Link } from 'react-router-dom';
import { FirstSteps } from '../first-steps.tsx';
import { Frame } from '../frame.tsx';
import { DetailsDue } from '../organisation/details-due.tsx';
import { KeysWait } from '../organisation/keys-wait.tsx';
import { OwnChanges } from '../organisation/own-changes.tsx';
import { ToCertify } from '../organisation/to-certify.tsx';
import { useOwnPart } from '../organisation/use-own-part.ts';
import { Waiting } from '../organisation/waiting.tsx';
import { Pair } from '../pair.tsx';
import { usePortalText } from '../text.tsx';
import { useMe } from '../use-me.ts';

/** Where one lands after signing in. */
export default function Home() {
  const t = usePortalText();
  const { data: me } = useMe();
  const { part } = useOwnPart();
  return (
    <Frame title={t('home.title')}>
      <p className="lead">{t('home.lead', { name: me?.signInName ?? '' })}</p>
      {me?.isOperator === true ? <p>{t('home.operator')}</p> : null}
      {part === 'waits' ? <KeysWait /> : null}
      {part === 'outside' || part === 'waits' ? null : (
        <p>
          <Link className="button" to="/portal/cases/enquire">
            {t('cases.enquire')}
          </Link>
        </p>
      )}
      {me == null ? null : <FirstSteps me={me} />}
      <ToCertify />
      <OwnChanges />
      <DetailsDue />
      <Waiting />
      <ul>
        {part === 'outside' || part === 'waits' ? null : (
          <>
            <li>
              <Pair name={<Link to="/portal/cases">{t('cases.title')}</Link>}>{t('home.cases')}</Pair>
            </li>
            <li>
              <Pair name={<Link to="/portal/messages">{t('messages.title')}</Link>}>{t('home.messages')}</Pair>
            </li>
          </>
        )}
        <li>
          <Pair name={<Link to="/portal/organisation">{t('organisation.title')}</Link>}>{t('home.organisation')}</Pair>
        </li>
        <li>
          <Pair name={<Link to="/portal/organisations">{t('organisations.title')}</Link>}>
            {t('home.organisations')}
          </Pair>
        </li>
        {me?.mayDecide === true ? (
          <>
            <li>
              <Pair name={<Link to="/portal/applications">{t('applications.title')}</Link>}>
                {t('home.applications')}
              </Pair>
            </li>
            <li>
              <Pair name={<Link to="/portal/checks">{t('checks.title')}</Link>}>{t('home.checks')}</Pair>
            </li>
          </>
        ) : null}
        <li>
          <Pair name={<Link to="/portal/keys">{t('keys.title')}</Link>}>{t('home.keys')}</Pair>
        </li>
        <li>
          <Pair name={<Link to="/portal/sessions">{t('sessions.title')}</Link>}>{t('home.sessions')}</Pair>
        </li>
        <li>
          <Pair name={<Link to="/portal/events">{t('events.title')}</Link>}>{t('home.events')}</Pair>
        </li>
        <li>
          <Pair name={<Link to="/portal/notices">{t('notices.title')}</Link>}>{t('home.notices')}</Pair>
        </li>
        {me?.isOperator === true ? (
          <li>
            <Pair name={<Link to="/portal/operator">{t('operator.title')}</Link>}>{t('home.overview')}</Pair>
          </li>
        ) : null}
      </ul>
    </Frame>
  );
}
