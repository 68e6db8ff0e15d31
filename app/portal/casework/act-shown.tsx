import type { Scope } from '#casework/consent/scopes.ts';
import type { Act } from '#casework/matter/acts.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { shownTo } from '#casework/matter/shown-to.ts';
import { formsIn } from '#casework/matter/told.ts';
import { takenBackOf } from '#casework/matter/withdrawn-since.ts';
import type { PortalLanguage } from '../languages.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { usePortalText } from '../text.tsx';
import { linesOf } from './act-words.ts';
import { Agreements } from './agreements.tsx';
import { FormShown } from './form-shown.tsx';
import { useFormWords } from './form-words.ts';

/** An act as it stands in the conversation, with what it did where that is not what its author wanted. */
export function ActShown({ judged, matter, own }: { judged: JudgedAct; matter: Matter; own: string }) {
  const t = usePortalText();
  const { act, kind, verdict, signers, by, hash } = judged;
  const { sight, without } = shownTo(own, judged, matter);
  return (
    <>
      <p>
        <strong>{t(`done.${kind}`)}</strong>
      </p>
      {signers.length < 2 ? null : (
        <p className="muted">{t('act.signers', { numbers: t.list(signers.map(String)) })}</p>
      )}
      {verdict === 'counts' ? null : <p className="warning">{t(`verdict.${verdict}`)}</p>}
      {sight === 'shown' && act !== null ? <Said act={act} without={without} /> : null}
      {sight === 'shown' && act !== null && by !== own && 'basis' in act.body && act.body.basis.agreed.length > 0 ? (
        <details>
          <summary>{t('act.agreed')}</summary>
          <Agreements agreed={act.body.basis.agreed} takenBack={takenBackOf(matter, hash, act.body.basis.agreed)} />
        </details>
      ) : null}
      {sight === 'shown' && without.length > 0 ? <p className="muted">{t('act.partlyGone')}</p> : null}
      {sight === 'shown' ? null : <p className="muted">{t(sight === 'gone' ? 'act.gone' : 'act.hidden')}</p>}
    </>
  );
}

/** @param props.lang in another language than the reader's */
export function Said(props: { act: Act; without?: readonly Scope[]; lang?: PortalLanguage }) {
  const { act, without, lang } = props;
  const words = useFormWords(lang);
  if (words === null) return null;
  const override = act.kind === 'referral' ? act.body.basis.override : null;
  const named = act.kind === 'redirected' ? act.body.to : act.kind === 'introduced' ? [act.body.to] : [];
  return (
    <>
      {override === null ? null : <p className="warning">{words.t(`override.${override}`)}</p>}
      {linesOf(act, words, without).map((line) => (
        <p key={line} className="text" dir="auto">
          {line}
        </p>
      ))}
      {formsIn(act).map((form) => (
        <FormShown key={form.form} filled={form} lang={lang} without={without} />
      ))}
      {named.length === 0 ? null : (
        <ul>
          {named.map((organisation) => (
            <li key={organisation}>
              <ProvedName organisation={organisation} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
