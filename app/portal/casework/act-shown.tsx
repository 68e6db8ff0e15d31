import { codeKey } from '#casework/forms/labels.ts';
import type { Act } from '#casework/matter/acts.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import { timeWithZone } from '../exact-time.ts';
import { type PortalTranslator, usePortalText } from '../text.tsx';
import { FormShown } from './form-shown.tsx';
import { useLabel } from './form-words.ts';

/** An act as it stands in the conversation, with what it did where that is not what its author wanted. */
export function ActShown(props: {
  judged: JudgedAct;
  isOurs: boolean;
  /** The person withdrew, or the sender recalled it. */
  isWithdrawn: boolean;
}) {
  const { judged, isOurs, isWithdrawn } = props;
  const t = usePortalText();
  const { act, kind, verdict, isCovered } = judged;
  const isGone = isWithdrawn && !isOurs && (kind === 'referral' || kind === 'info_given');
  // What somebody was not entitled to send is not read either; one's own stays to be seen.
  const isShown = isOurs || (isCovered && !isGone && (verdict === 'counts' || verdict === 'overtaken'));
  return (
    <>
      <p>
        <strong>{t(`done.${kind}`)}</strong>
      </p>
      {verdict === 'counts' ? null : <p className="warning">{t(`verdict.${verdict}`)}</p>}
      {isShown && act !== null ? <Said act={act} t={t} /> : null}
      {isShown ? null : <p className="muted">{t(isGone ? 'act.gone' : 'act.hidden')}</p>}
    </>
  );
}

export function Said({ act, t }: { act: Act; t: PortalTranslator }) {
  const label = useLabel();
  switch (act.kind) {
    case 'enquiry':
    case 'enquiry_answered':
    case 'accepted':
    case 'partly_accepted':
    case 'declined':
    case 'redirected':
    case 'alert':
    case 'feedback':
      return <FormShown filled={act.body.form} />;
    case 'referral':
      return (
        <>
          {act.body.basis.override === null ? null : (
            <p className="warning">{t(`override.${act.body.basis.override}`)}</p>
          )}
          <FormShown filled={act.body.form} />
        </>
      );
    case 'info_requested':
      return (
        <ul>
          {act.body.questions.map(({ question, purpose }) => (
            <li key={question} dir="auto">
              {question} <span className="muted">({purpose})</span>
            </li>
          ))}
        </ul>
      );
    case 'acknowledged':
      return <Words text={act.body.role} />;
    case 'handover_proposed': {
      const { at, place, sign, escort, interpreter } = act.body;
      return (
        <>
          <p>
            <strong>{timeWithZone(t, at)}</strong>
          </p>
          {[place, sign, escort, interpreter].filter(Boolean).map((words) => (
            <Words key={words} text={words} />
          ))}
        </>
      );
    }
    case 'handover_agreed':
      return null;
    case 'service_not_started':
      return <Words text={`${label(codeKey('not_started', act.body.reason))}. ${act.body.note}`} />;
    case 'follow_up':
      return <Words text={`${label(codeKey('follow_up_status', act.body.status))}. ${act.body.note}`} />;
    case 'closed':
      return <Words text={label(codeKey('closing_code', act.body.code))} />;
    case 'withdrawn':
      return null;
    case 'recalled':
      return <Words text={label(codeKey('recall_reason', act.body.reason))} />;
    case 'hold':
      return <Words text={label(codeKey('hold_reason', act.body.reason))} />;
    case 'removed': {
      const { removed, kept, law } = act.body;
      return (
        <>
          <Words text={removed} />
          {kept === '' ? null : <Words text={t('removed.kept', { kept, law })} />}
        </>
      );
    }
    default:
      return <Words text={act.body.note} />;
  }
}

function Words({ text }: { text: string }) {
  return text === '' ? null : (
    <p className="text" dir="auto">
      {text}
    </p>
  );
}
