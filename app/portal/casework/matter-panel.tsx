import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router-dom';
import type { Case } from '#casework/case/case.ts';
import { ACT_FORMS, type WrittenInPlace } from '#casework/matter/act-forms.ts';
import type { ActKind } from '#casework/matter/acts.ts';
import { expectedOf } from '#casework/matter/expected.ts';
import { isLeadOursToOffer } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { type Matter, next } from '#casework/matter/matter.ts';
import { type WhyNot, whyNot } from '#casework/matter/standing.ts';
import type { Course } from '#casework/matter/transitions.ts';
import { Pair } from '../pair.tsx';
import { usePortalText } from '../text.tsx';
import { ActForm } from './act-form.tsx';
import { Introductions } from './introductions.tsx';
import { LeadLine } from './lead-line.tsx';
import { NameMatter } from './name-matter.tsx';
import { actOn } from './page-of-act.ts';
import { PathOfMatter } from './path-of-matter.tsx';
import { StateWords } from './state-words.tsx';
import { Urgent } from './urgent.tsx';

/** Those that stop something stand apart: they are seldom what somebody looks for. */
const STOPPING: ReadonlySet<ActKind> = new Set(['withdrawn', 'recalled', 'closed', 'lead_offered', 'feedback']);

/** Whoever has taken somebody in declines only when something went wrong. */
const TAKEN: ReadonlySet<Course> = new Set(['ACCEPTED', 'PARTLY_ACCEPTED', 'HANDOVER_AGREED']);

/** What protects somebody is never looked for. */
const PROTECTING: ReadonlySet<ActKind> = new Set(['alert', 'hold']);

/** What nobody waits for: what is not at this point will be offered when it is. */
const OF_NO_INTEREST: ReadonlySet<WhyNot> = new Set([
  'OTHER_SIDE',
  'NOT_OWED',
  'NOT_NOW',
  'DONE_ALREADY',
  'NOTHING_PROPOSED',
  'NOT_LEADING',
]);

/** Where a matter stands, and what can be done next. What cannot is said with its reason. */
export function MatterPanel(props: {
  listed: ListedMatter;
  /** All that there are. */
  matters: readonly ListedMatter[];
  cases: readonly Case[];
  own: string;
}) {
  const { listed, matters, cases, own } = props;
  const { matter } = listed;
  const t = usePortalText();
  const [query] = useSearchParams();
  const [chosen, setChosen] = useState<WrittenInPlace | null>(actOn(query));
  const { done: doneBefore = null } = (useLocation().state ?? {}) as { done?: ActKind };
  const [done, setDone] = useState<ActKind | null>(doneBefore);
  const last = matter.acts.at(-1);
  const choose = (act: WrittenInPlace | null) => {
    setChosen(act);
    setDone(null);
  };
  const shown = useRef(chosen);
  shown.current = chosen;
  const end = (act: WrittenInPlace) => {
    // Somebody may have begun something else meanwhile.
    if (shown.current !== act) return;
    setChosen(null);
    setDone(act);
  };
  const mayOfferLead = isLeadOursToOffer(listed, matters, own);
  const acts = next(matter, own)
    .filter((each): each is { act: WrittenInPlace; whyNot: WhyNot | null } => Object.hasOwn(ACT_FORMS, each.act))
    .filter(({ act }) => act !== 'lead_offered' || mayOfferLead);
  const open = acts.filter(({ whyNot: reason }) => reason === null).map(({ act }) => act);
  const missing = acts.filter(({ whyNot: reason }) => reason !== null && !OF_NO_INTEREST.has(reason));
  const protecting = open.filter((act) => PROTECTING.has(act));
  const isStopping = (act: ActKind) => STOPPING.has(act) || (act === 'declined' && TAKEN.has(matter.standing.course));
  const stopping = open.filter(isStopping);
  const expected = expectedOf(matter, own);
  const usual = open
    .filter((act) => !isStopping(act) && !PROTECTING.has(act))
    .sort((one, other) => Number(other === expected) - Number(one === expected));
  const mayRefer = listed.case !== null && matter.side === 'asker' && whyNot(matter.standing, 'referral', own) === null;
  return (
    <section className="matter" aria-label={t('matter.label')}>
      {done === null || last?.kind !== done || last.by !== own ? null : <Done what={t(`done.${done}`)} />}
      {listed.case === null ? (
        <NameMatter counterpart={listed.counterpart} thread={listed.thread} own={own} />
      ) : (
        <p>
          <Link to={`/portal/cases/${listed.case.id}`}>{t('matter.case', { label: listed.case.label })}</Link>
        </p>
      )}
      <p>
        {t('matter.code')} <strong className="code">{matter.caseCode}</strong>
      </p>
      <StateWords matter={matter} own={own} />
      <PathOfMatter matter={matter} />
      <Introductions introductions={listed.introductions} />
      {matter.standing.isLeadTaken || listed.introductions.some(({ isLead }) => isLead) ? (
        <LeadLine matters={[listed]} own={own} />
      ) : null}
      {matter.gaps.length === 0 ? null : <p className="warning">{t('matter.gaps')}</p>}
      {matter.conflicts.length === 0 ? null : <p className="warning">{t('matter.conflict')}</p>}
      <Urgent listed={listed} />
      {chosen !== null && !open.includes(chosen) ? (
        <p className="warning" role="alert">
          {t('matter.closedMeanwhile')}{' '}
          <button type="button" className="quiet" onClick={() => choose(null)}>
            {t('matter.back')}
          </button>
        </p>
      ) : chosen === null ? (
        <>
          <Acts acts={usual} state={matter.state} expected={expected} onChoose={choose} />
          {mayRefer ? (
            <p>
              <Link
                className="button"
                to={`/portal/cases/${listed.case?.id}/refer/${listed.counterpart}/${listed.thread}`}
              >
                {t('case.refer')}
              </Link>
            </p>
          ) : null}
          <Acts acts={protecting} state={matter.state} onChoose={choose} />
          <details>
            <summary>{t('matter.other')}</summary>
            <Acts acts={stopping} state={matter.state} onChoose={choose} />
            <ul className="muted">
              {missing.map(({ act, whyNot: reason }) => (
                <li key={act}>
                  <Pair name={t(`act.${act}`)}>{t(`whyNot.${reason ?? 'NOT_NOW'}`)}</Pair>
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : (
        <>
          <h2>{t(`act.${chosen}`)}</h2>
          <ActForm key={chosen} kind={chosen} listed={listed} cases={cases} own={own} onDone={() => end(chosen)} />
          <p>
            <button type="button" className="quiet" onClick={() => choose(null)}>
              {t('matter.back')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

/** Whoever has done something sees at once that it is done. */
function Done({ what }: { what: string }) {
  const t = usePortalText();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const at = document.activeElement;
    // Whoever writes elsewhere by now stays there.
    if (at !== null && at !== document.body && place.current?.closest('section')?.contains(at) !== true) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <p role="status" className="done" ref={place} tabIndex={-1}>
      {t('act.sent', { what })}
    </p>
  );
}

function Acts(props: {
  acts: readonly WrittenInPlace[];
  state: Matter['state'];
  /** What is waited for. */
  expected?: ActKind | null;
  onChoose: (act: WrittenInPlace) => void;
}) {
  const { acts, state, expected, onChoose } = props;
  const t = usePortalText();
  if (acts.length === 0) return null;
  return (
    <p className="actions">
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          className={act === expected ? undefined : 'quiet'}
          onClick={() => onChoose(act)}
        >
          {t(act === 'enquiry_answered' && state === 'ENQUIRY_ANSWERED' ? 'act.enquiry_answered.again' : `act.${act}`)}
        </button>
      ))}
    </p>
  );
}
