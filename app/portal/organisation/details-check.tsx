import { useQueryClient } from '@tanstack/react-query';
import { CHECK_COUNTS_FOR, type LastCheck } from '#casework/consent/checked-lately.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { confirmDetails } from './last-check.ts';
import { ORGANISATION } from './organisation.ts';

/** Where administrators say that what others know of the organisation is still right. */
export function DetailsCheck({ own }: { own: LastCheck }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const confirming = useDoing({
    mutationFn: confirmDetails,
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  return (
    <>
      <h2>{t('details.title')}</h2>
      <p role="status">
        <LastChecked day={own.lastCheckedOn} />
      </p>
      {own.isCheckOverdue ? <p className="warning">{t('details.overdue')}</p> : null}
      <p>
        {t('details.text', { days: CHECK_COUNTS_FOR })} {t('details.look')}
      </p>
      <p className="actions">
        <button type="button" disabled={confirming.isPending} onClick={() => confirming.mutate()}>
          {t('details.action')}
        </button>
        {confirming.isSuccess ? <span role="status">{t('details.done')}</span> : null}
      </p>
      {confirming.isError ? <Refused error={confirming.error} /> : null}
    </>
  );
}

/** @param props.day YYYY-MM-DD; null when nobody is known to have checked */
export function LastChecked({ day }: { day: string | null }) {
  const t = usePortalText();
  return <>{day === null ? t('details.never') : t('details.last', { day: t.date(day) })}</>;
}
