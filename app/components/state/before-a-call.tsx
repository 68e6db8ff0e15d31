import { InEnglish } from '#app/components/own-language.tsx';
import { useText } from '#app/components/text.tsx';
import type { State } from '#app/queries/state.ts';

/** What is good to know before calling: the other question of the page, how the lines are tried, and as of when they are. */
export function BeforeACall({ state, hasLines }: { state: State; hasLines: boolean }) {
  const t = useText();
  return (
    <div>
      <p className="jump">
        <a href="#abroad">{t('state.abroad')}</a>
      </p>
      {hasLines ? <p>{`${t('state.here.lead')} ${t('state.here.anonymous')}`}</p> : null}
      <p className="checked">
        {t('state.checked', { date: t.date(state.checkedOn) })} {t('state.unconfirmed')}
      </p>
      <InEnglish />
    </div>
  );
}
