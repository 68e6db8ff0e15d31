import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import type { useMailbox } from './use-mailbox.ts';

/** How far opening has come, with a way to stop it; what was opened stays. */
export function MailboxProgress({ mailbox }: { mailbox: ReturnType<typeof useMailbox> }) {
  const t = usePortalText();
  const { opened, isReading, isStopped, error, stop, readAgain } = mailbox;
  if (isStopped) {
    return (
      <p className="actions">
        <span role="status">{t('messages.stopped', { count: opened })}</span>
        <button type="button" className="quiet" onClick={() => readAgain()}>
          {t('messages.goOn')}
        </button>
      </p>
    );
  }
  if (error !== null) {
    return (
      <>
        <Refused error={error} />
        <p className="actions">
          <button type="button" className="quiet" onClick={() => readAgain()}>
            {t('files.retry')}
          </button>
        </p>
      </>
    );
  }
  if (!isReading) return null;
  return (
    <p className="actions">
      <span role="status">{opened === 0 ? t('messages.reading') : t('messages.opening', { count: opened })}</span>
      {opened === 0 ? null : (
        <button type="button" className="quiet" onClick={stop}>
          {t('messages.stop')}
        </button>
      )}
    </p>
  );
}
