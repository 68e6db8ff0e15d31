import type { Scope } from '#casework/consent/scopes.ts';
import { codeKey } from '#casework/forms/labels.ts';
import type { Act } from '#casework/matter/acts.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import { timeWithZone } from '../exact-time.ts';
import type { PortalLanguage } from '../languages.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { type PortalTranslator, usePortalText } from '../text.tsx';
import { FormShown } from './form-shown.tsx';
import { useLabel } from './form-words.ts';

/** An act as it stands in the conversation, with what it did where that is not what its author wanted. */
export function ActShown(props: {
  judged: JudgedAct;
  isOurs: boolean;
  /** The person withdrew, or the sender recalled it. */
  isWithdrawn: boolean;
  /** Of what was taken back in part. */
  without: readonly Scope[];
}) {
  const { judged, isOurs, isWithdrawn, without } = props;
  const t = usePortalText();
  const { act, kind, verdict, isCovered } = judged;
  const isTold = kind === 'referral' || kind === 'info_given';
  const isGone = isWithdrawn && !isOurs && isTold;
  // What somebody was not entitled to send is not read either; one's own stays to be seen.
  const isShown = isOurs || (isCovered && !isGone && (verdict === 'counts' || verdict === 'overtaken'));
  return (
    <>
      <p>
        <strong>{t(`done.${kind}`)}</strong>
      </p>
      {verdict === 'counts' ? null : <p className="warning">{t(`verdict.${verdict}`)}</p>}
      {isShown && act !== null ? <Said act={act} t={t} without={isOurs ? [] : without} /> : null}
      {isShown && !isOurs && without.length > 0 ? <p className="muted">{t('act.partlyGone')}</p> : null}
      {isShown ? null : <p className="muted">{t(isGone ? 'act.gone' : 'act.hidden')}</p>}
    </>
  );
}

/** @param props.lang in another language than the reader's, together with `t` */
export function Said(props: { act: Act; t: PortalTranslator; without?: readonly Scope[]; lang?: PortalLanguage }) {
  const { act, t, without, lang } = props;
  const label = useLabel();
  switch (act.kind) {
    case 'enquiry':
    case 'enquiry_answered':
    case 'accepted':
    case 'partly_accepted':
    case 'declined':
    case 'alert':
    case 'feedback':
      return <FormShown filled={act.body.form} lang={lang} />;
    case 'redirected':
      return (
        <>
          <FormShown filled={act.body.form} lang={lang} />
          <ul>
            {act.body.to.map((organisation) => (
              <li key={organisation}>
                <ProvedName organisation={organisation} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'referral':
      return (
        <>
          {act.body.basis.override === null ? null : (
            <p className="warning">{t(`override.${act.body.basis.override}`)}</p>
          )}
          <FormShown filled={act.body.form} lang={lang} without={without} />
          {act.body.assessment === null ? null : (
            <FormShown filled={act.body.assessment} lang={lang} without={without} />
          )}
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
    case 'partly_withdrawn':
      return <Words text={t.list(act.body.scopes.map((scope) => label(`scope.${scope}`)))} />;
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
