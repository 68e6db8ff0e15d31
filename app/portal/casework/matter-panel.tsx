import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Case } from '#casework/case/case.ts';
import { ACT_FORMS, type WrittenInPlace } from '#casework/matter/act-forms.ts';
import type { ActKind } from '#casework/matter/acts.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { next } from '#casework/matter/matter.ts';
import { usePortalText } from '../text.tsx';
import { ActForm } from './act-form.tsx';
import { PathOfMatter } from './path-of-matter.tsx';
import { StateWords } from './state-words.tsx';

/** Those that stop something stand apart: they are seldom what somebody looks for. */
const STOPPING: ReadonlySet<ActKind> = new Set(['withdrawn', 'recalled', 'hold', 'closed', 'alert', 'declined']);

/** Where a matter stands, and what can be done next. What cannot is said with its reason. */
export function MatterPanel(props: { listed: ListedMatter; cases: readonly Case[]; own: string }) {
  const { listed, cases, own } = props;
  const { matter } = listed;
  const t = usePortalText();
  const [chosen, setChosen] = useState<WrittenInPlace | null>(null);
  const acts = next(matter, own).filter((each): each is { act: WrittenInPlace; whyNot: (typeof each)['whyNot'] } =>
    Object.hasOwn(ACT_FORMS, each.act),
  );
  const open = acts.filter(({ whyNot }) => whyNot === null).map(({ act }) => act);
  const missing = acts.filter(({ whyNot }) => whyNot !== null && whyNot !== 'OTHER_SIDE' && whyNot !== 'NOT_OWED');
  const usual = open.filter((act) => !STOPPING.has(act));
  const stopping = open.filter((act) => STOPPING.has(act));
  return (
    <section className="matter" aria-label={t('matter.label')}>
      {listed.case === null ? null : (
        <p>
          <Link to={`/portal/cases/${listed.case.id}`}>{t('matter.case', { label: listed.case.label })}</Link>
        </p>
      )}
      {matter.caseCode === null ? null : (
        <p>
          {t('matter.code')} <strong className="code">{matter.caseCode}</strong>
        </p>
      )}
      <StateWords matter={matter} own={own} />
      <PathOfMatter matter={matter} />
      {matter.gaps.length === 0 ? null : <p className="warning">{t('matter.gaps')}</p>}
      {matter.conflicts.length === 0 ? null : <p className="warning">{t('matter.conflict')}</p>}
      {matter.standing.holds.length === 0 ? null : <p className="warning">{t('matter.held')}</p>}
      {matter.standing.alerts.length === 0 ? null : <p className="warning">{t('matter.alert')}</p>}
      {chosen !== null && !open.includes(chosen) ? (
        <p className="warning" role="alert">
          {t('matter.closedMeanwhile')}{' '}
          <button type="button" className="quiet" onClick={() => setChosen(null)}>
            {t('matter.back')}
          </button>
        </p>
      ) : chosen === null ? (
        <>
          <Acts acts={usual} onChoose={setChosen} />
          <details>
            <summary>{t('matter.other')}</summary>
            <Acts acts={stopping} onChoose={setChosen} />
            <ul className="muted">
              {missing.map(({ act, whyNot }) => (
                <li key={act}>
                  {t(`act.${act}`)}: {t(`whyNot.${whyNot ?? 'NOT_NOW'}`)}
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : (
        <>
          <h2>{t(`act.${chosen}`)}</h2>
          <ActForm key={chosen} kind={chosen} listed={listed} cases={cases} own={own} onDone={() => setChosen(null)} />
          <p>
            <button type="button" className="quiet" onClick={() => setChosen(null)}>
              {t('matter.back')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function Acts({ acts, onChoose }: { acts: readonly WrittenInPlace[]; onChoose: (act: WrittenInPlace) => void }) {
  const t = usePortalText();
  if (acts.length === 0) return null;
  return (
    <p className="actions">
      {acts.map((act) => (
        <button key={act} type="button" className="quiet" onClick={() => onChoose(act)}>
          {t(`act.${act}`)}
        </button>
      ))}
    </p>
  );
}
