import { Link } from 'react-router-dom';
import { Fact, Facts } from '#app/components/facts.tsx';
import type { PortalMailboxCounts } from '#app/queries/portal/reminders.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { useReminders } from './use-reminders.ts';
import { today } from './wake-days.tsx';

const AGES = { 0: 'waiting.fresh', 4: 'waiting.hours', 24: 'waiting.day', 72: 'waiting.days' } as const;

/** What nobody of the organisation has opened, in numbers; and whether it wanted to be woken today. */
export function Waiting() {
  const t = usePortalText();
  const { own, counts } = useReminders();
  const isWakeDay = own?.reminders.wakeDays.includes(today()) === true;
  const isWaiting = counts !== null && counts.waiting > 0;
  if (!isWakeDay && !isWaiting) return null;
  return (
    <section className="card" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{t('waiting.title')}</h2>
      {isWakeDay ? <p>{t('waiting.wake')}</p> : null}
      {isWaiting ? <Counted counts={counts} /> : null}
    </section>
  );
}

function Counted({ counts }: { counts: PortalMailboxCounts }) {
  const t = usePortalText();
  const { waiting, waitingSinceHour, oldestHours } = counts;
  return (
    <>
      <p>
        {t('waiting.count', { count: waiting, since: exactTime(t, waitingSinceHour ?? '') })}{' '}
        <Link to="/portal/messages">{t('messages.title')}</Link>
      </p>
      <Facts>
        {oldestHours.map(({ hours, count }) => (
          <Fact key={hours} label={t(AGES[hours as keyof typeof AGES])}>
            {count}
          </Fact>
        ))}
      </Facts>
    </>
  );
}
