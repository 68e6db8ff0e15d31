import { Link } from 'react-router-dom';
import type { LastCheck } from '#casework/consent/checked-lately.ts';
import { usePortalText } from '../text.tsx';

/** Why nothing about a person may go to a receiver, who can change that, and what may go there all the same. */
export function Unchecked(props: {
  check: LastCheck;
  /** UUID */
  receiver: string;
  caseId: string;
  /** Where a life is in danger it is only a warning. */
  isWithout: boolean;
}) {
  const { receiver, caseId, isWithout } = props;
  const { lastCheckedOn: day, isCheckOverdue } = props.check;
  const t = usePortalText();
  return (
    <div className="warning" role="alert">
      <p>
        {day === null
          ? t('unchecked.never')
          : t(isCheckOverdue ? 'unchecked.overdue' : 'unchecked.since', { day: t.date(day) })}{' '}
        {t(isWithout ? 'unchecked.without' : 'unchecked.stop')}
      </p>
      <p>{t(isCheckOverdue ? 'unchecked.who.overdue' : 'unchecked.who')}</p>
      <p>
        <Link to={`/portal/cases/enquire?case=${caseId}&to=${receiver}`}>{t('unchecked.enquire')}</Link>
      </p>
    </div>
  );
}
