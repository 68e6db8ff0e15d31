import english from '#app/portal/locales/en.json';
import type { LoggedEvent } from '#app/queries/portal/administration.ts';
import { exactTime } from './exact-time.ts';
import { Pair } from './pair.tsx';
import { RoleNames } from './role-names.tsx';
import { StandingName } from './standing-name.tsx';
import { type PortalTextKey, usePortalText } from './text.tsx';

/** What was logged, in words. */
export function LoggedEvents({ events }: { events: readonly LoggedEvent[] }) {
  const t = usePortalText();
  if (events.length === 0) return <p>{t('events.none')}</p>;
  return (
    <ul className="members">
      {events.map(({ id, at, isMine, event, signInName, details }) => {
        const key = `event.${event}`;
        const time = exactTime(t, at);
        return (
          <li key={id}>
            <strong>
              {Object.hasOwn(english, key) ? t(key as PortalTextKey) : t('events.other', { code: event })}
            </strong>
            {details.map((detail) => (
              <span key={detail.name}>
                {' · '}
                <Detail {...detail} />
              </span>
            ))}
            <br />
            <span className="muted">
              {isMine ? time : t('time.hour', { time })} ·{' '}
              {isMine ? t('events.you') : (signInName ?? t('events.outside'))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Detail({ name, values }: LoggedEvent['details'][number]) {
  const t = usePortalText();
  const [value = ''] = values;
  if (name === 'roles') return <RoleNames roles={values} />;
  if (name === 'standing' && Object.hasOwn(english, `standing.short.${value}`))
    return <StandingName standing={value} />;
  if (name === 'version') return <>{t('events.version', { version: value })}</>;
  if (name === 'entry')
    return (
      <a href={`/en/entries/${value}`} rel="noreferrer" target="_blank">
        {t('events.entry')}
      </a>
    );
  return <Pair name={name}>{t.list(values)}</Pair>;
}
