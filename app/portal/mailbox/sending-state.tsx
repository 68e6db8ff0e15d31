import type { Entry } from '#casework/conversation.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import type { ShownReceipt } from './use-receipts.ts';

const DAY = 86_400_000;
/** After so many days somebody should ask whether it was read. */
const LONG_UNOPENED = 3;

/** What became of an own message: what its node can prove, and what the other side says. @param receipt undefined: not known here */
export function SendingState({ entry, receipt }: { entry: Entry; receipt: ShownReceipt | undefined }) {
  const t = usePortalText();
  const { at, openedAt } = entry;
  const days = Math.floor((Date.now() - Date.parse(at)) / DAY);
  return (
    <>
      {receipt?.outcome === 'stored' ? (
        <details className="muted">
          <summary>{t('entry.stored', { time: exactTime(t, receipt.hour) })}</summary>
          <p>{t('entry.receipt')}</p>
          <code className="receipt">{receipt.receipt}</code>
        </details>
      ) : null}
      {receipt?.outcome === 'missing' ? <p className="warning">{t('entry.receipt.missing')}</p> : null}
      {receipt?.outcome === 'wrong' ? <p className="warning">{t('entry.receipt.wrong')}</p> : null}
      <p className="muted">
        {openedAt === null ? t('messages.notOpened') : t('entry.opened', { time: exactTime(t, openedAt) })}
      </p>
      {openedAt === null && days >= LONG_UNOPENED ? (
        <p className="warning">{t('entry.longUnopened', { count: days })}</p>
      ) : null}
    </>
  );
}
