import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { SetWakeDaysDocument } from '#app/queries/portal/reminders.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Field } from '../field.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { REMINDERS, useReminders } from './use-reminders.ts';

/** Days of the node, which begin at midnight UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/** Days on which the organisation is reminded, tied to nothing. @param props.mayChange otherwise they are only shown */
export function WakeDays({ mayChange }: { mayChange: boolean }) {
  const t = usePortalText();
  const { own, error } = useReminders();
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const setting = useMutation({
    mutationFn: async (days: string[]) => unlessRefused((await askPortal(SetWakeDaysDocument, { days })).setWakeDays),
    onSuccess: () => queries.invalidateQueries({ queryKey: REMINDERS }),
  });
  const days = own?.reminders.wakeDays ?? [];
  const add = (event: FormEvent) => {
    event.preventDefault();
    setting.mutate([...days, day], { onSuccess: () => setDay('') });
  };
  return (
    <>
      <h2>{t('wake.title')}</h2>
      <p>{t('wake.text')}</p>
      {error === null ? null : <Refused error={error} />}
      {own !== null && days.length === 0 ? <p>{t('wake.none')}</p> : null}
      <ul className="members">
        {days.map((each) => (
          <li key={each}>
            {t.date(each)}
            {mayChange ? (
              <p className="actions">
                <button
                  type="button"
                  className="quiet"
                  aria-label={t('wake.remove.one', { day: t.date(each) })}
                  disabled={setting.isPending}
                  onClick={() => setting.mutate(days.filter((other) => other !== each))}
                >
                  {t('wake.remove')}
                </button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange && own !== null ? (
        <form onSubmit={add}>
          <Field
            label={t('wake.day')}
            hint={t('wake.day.hint')}
            type="date"
            value={day}
            onChange={setDay}
            autoComplete="off"
            required
          />
          <p className="actions">
            <button type="submit" disabled={setting.isPending}>
              {t('wake.add')}
            </button>
          </p>
        </form>
      ) : null}
      {setting.isError ? <Refused error={setting.error} /> : null}
    </>
  );
}
