import { useText } from './text.tsx';

/**
 * The control for leaving at once. A plain link that works without script; `enhancements/leave-now.ts` makes it faster.
 * It stands first on every public page; a second one for people who use a keyboard or screen reader stands last.
 */
export function LeaveNow() {
  const t = useText();
  return (
    <>
      <a className="leave" href="/leave" rel="nofollow noreferrer" data-leave="" data-leaving={t('site.exit.leaving')}>
        <span className="visually-hidden">{t('site.exit.help')} </span>
        {t('site.exit')}
      </a>
      <span
        className="leave-status"
        role="status"
        data-leave-status=""
        data-left1={t('site.exit.presses', { count: 1 })}
        data-left2={t('site.exit.presses', { count: 2 })}
      />
    </>
  );
}

export function LeaveNowAgain() {
  const t = useText();
  return (
    <a className="visually-hidden focusable" href="/leave" rel="nofollow noreferrer" data-leave="">
      {t('site.exit.second')}
    </a>
  );
}
