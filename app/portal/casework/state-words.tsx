import type { Due } from '#casework/matter/deadlines.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { useNow } from '../use-now.ts';

const HOUR = 3_600_000;

/** Where a matter stands, whose turn it is and what is due, in a line. */
export function StateWords({ matter, own }: { matter: Matter; own: string }) {
  const t = usePortalText();
  const { state, turn, dues, standing } = matter;
  const isOver = state === 'WITHDRAWN' || state === 'REVOKED';
  const [due] = dues;
  return (
    <p className="state-line">
      <span className="state">{t(`matterState.${state}`)}</span>
      {turn.length === 0 ? null : (
        <span className={turn.includes(own) ? 'turn ours' : 'turn'}>{t(turnKey(turn, own))}</span>
      )}
      {standing.withdrawn === 'all' && !isOver ? <span className="due late">{t('matterState.WITHDRAWN')}</span> : null}
      {due === undefined ? null : <DueWords due={due} />}
    </p>
  );
}

function DueWords({ due }: { due: Due }) {
  const t = usePortalText();
  const left = due.at - useNow();
  const values = { what: t(`due.${due.what}`), time: exactTime(t, new Date(due.at).toISOString()) };
  return (
    <span className={left < 0 ? 'due late' : 'due'}>
      {t(left < 0 ? 'due.late' : left < 24 * HOUR ? 'due.soon' : 'due.later', values)}
    </span>
  );
}

function turnKey(turn: readonly string[], own: string): 'turn.both' | 'turn.ours' | 'turn.theirs' {
  if (turn.length > 1) return 'turn.both';
  return turn.includes(own) ? 'turn.ours' : 'turn.theirs';
}
