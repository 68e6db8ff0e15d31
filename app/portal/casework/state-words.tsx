import { codesOf } from '#casework/forms/answers.ts';
import { codeKey } from '#casework/forms/labels.ts';
import type { Due } from '#casework/matter/deadlines.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { useNow } from '../use-now.ts';
import { useLabel } from './form-words.ts';
import { useTakenBack } from './taken-back.ts';

const HOUR = 3_600_000;

/** Where a matter stands, whose turn it is and what is due, in a line. */
export function StateWords({ matter, own }: { matter: Matter; own: string }) {
  const t = usePortalText();
  const label = useLabel();
  const { state, turn, dues, standing } = matter;
  const { leadOffer, withdrawn } = standing;
  // After help has begun, too, that counts before everything else.
  const shown = withdrawn === 'all' && state !== 'REVOKED' && state !== 'SAFETY_HOLD' ? 'WITHDRAWN' : state;
  const capacity = shown === 'ENQUIRY_ANSWERED' ? capacityIn(matter) : null;
  const [due] = dues;
  // What a person took back is not hidden behind what is due before it.
  const removal = dues.find((each) => each.what === 'remove' && each !== due);
  const takenBack = useTakenBack(matter);
  return (
    <p className="state-line">
      <span className="state">{t(`matterState.${shown}`)}</span>
      {capacity === null ? null : <span>{label(codeKey('capacity', capacity))}</span>}
      {turn.length === 0 ? null : (
        <span className={turn.includes(own) ? 'turn ours' : 'turn'}>{t(turnKey(turn, own))}</span>
      )}
      {leadOffer === null ? null : (
        <strong>{t(leadOffer.by === own ? 'lead.offered.ours' : 'lead.offered.theirs')}</strong>
      )}
      {due === undefined ? null : <DueWords due={due} />}
      {takenBack === null ? null : <strong>{takenBack}</strong>}
      {removal === undefined ? null : <DueWords due={removal} />}
    </p>
  );
}

/** What was answered last. */
function capacityIn({ acts }: Matter): string | null {
  const act = acts.findLast(({ verdict, kind }) => verdict === 'counts' && kind === 'enquiry_answered')?.act;
  return act?.kind === 'enquiry_answered' ? (codesOf(act.body.form.answers.capacity)[0] ?? null) : null;
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
