import type { ListedMatter } from '#casework/matter/list.ts';
import { useProved } from '../mailbox/proved-name.tsx';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';
import { Said } from './act-shown.tsx';

/** An alert that nobody has answered, or a hold, with its words and the way to the telephone; nothing where there is none. */
export function Urgent({ listed }: { listed: ListedMatter }) {
  const t = usePortalText();
  const { counterpart, matter } = listed;
  const state = useProved(counterpart)?.state;
  const { alerts, holds } = matter.standing;
  if (alerts.length === 0 && holds.length === 0) return null;
  const acts = [...alerts, ...holds].flatMap(({ hash }) => matter.acts.filter((act) => act.hash === hash));
  return (
    <div className="alarm" role="alert">
      {alerts.length === 0 ? null : <p>{t('matter.alert')}</p>}
      {holds.length === 0 ? null : <p>{t('matter.held')}</p>}
      {acts.map(({ hash, act }) => (act === null ? null : <Said key={hash} act={act} />))}
      {state === undefined ? null : (
        <p>
          <a href={`/${t.lang}/states/${state}`} target="_blank" rel="noreferrer">
            {t('matter.numbers', { state: stateNameOf(t, state) })}
          </a>
        </p>
      )}
    </div>
  );
}
