import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import type { Case as CaseOfOurs } from '#casework/case/case.ts';
import { type Agreed, inForce } from '#casework/consent/consent.ts';
import type { Entry } from '#casework/conversation.ts';
import type { ActKind } from '#casework/matter/acts.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { shownTo } from '#casework/matter/shown-to.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { takenBackOf } from '#casework/matter/withdrawn-since.ts';
import { Said } from '../casework/act-shown.tsx';
import { Agreements } from '../casework/agreements.tsx';
import { CannotRefer } from '../casework/cannot-refer.tsx';
import { withdrawAll } from '../casework/consents.ts';
import { reportedBack } from '../casework/do-act.ts';
import { IntroduceTwo } from '../casework/introduce-two.tsx';
import { Introductions } from '../casework/introductions.tsx';
import { LeadLine } from '../casework/lead-line.tsx';
import { PassOnWithdrawal } from '../casework/pass-on-withdrawal.tsx';
import { SecondSignatures } from '../casework/second-signatures.tsx';
import { StateWords } from '../casework/state-words.tsx';
import { useCases } from '../casework/use-cases.ts';
import { WithdrawScopes } from '../casework/withdraw-scopes.tsx';
import { exactTime } from '../exact-time.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { useOpened } from '../mailbox/use-opened.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';

/** One person or family, over all organisations that were asked: their answers side by side, and who was told what on which consent. */
export default function Case() {
  const t = usePortalText();
  const { id = '' } = useParams();
  const { asked = 0 } = (useLocation().state ?? {}) as { asked?: number };
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const found = known?.cases.find((each) => each.id === id) ?? null;
  const matters = known?.matters.filter((each) => each.case?.id === id) ?? [];
  const shown = { own: own?.id ?? '', caseId: id, readAt: mailbox.readAt };
  return (
    <Frame title={found?.label ?? t('case.title')}>
      <MailboxProgress mailbox={mailbox} />
      {known !== null && found === null && !mailbox.isReading ? <p role="status">{t('case.none')}</p> : null}
      {found === null || own == null ? null : (
        <>
          {asked === 0 ? null : (
            <p role="status" className="done">
              {t('enquire.sent', { count: asked })}
            </p>
          )}
          <p className="muted">{t('case.label.text')}</p>
          <p className="actions">
            <Link className="button" to={`/portal/cases/enquire?case=${id}`}>
              {t('case.enquire')}
            </Link>
            <Link to={`/portal/cases/${id}/assess`}>
              {t(found.assessment === null ? 'case.assess' : 'case.assessment')}
            </Link>
            <Link to={`/portal/cases/${id}/copy`}>{t('copy.title')}</Link>
          </p>
          <LeadLine matters={matters} own={own.id} />
          <PassOnWithdrawal matters={matters} found={found} own={own.id} />
          <SecondSignatures found={found} matters={matters} own={own} />
          <Asking title={t('case.from')} matters={matters} side="asked" {...shown} />
          <Asking title={t('case.asked')} matters={matters} side="asker" {...shown} />
          <IntroduceTwo matters={matters} own={own.id} />
          {isAnythingTold(found, matters) && matters.some((listed) => mayWithdraw(listed, own.id)) ? (
            <WithdrawAll caseId={id} own={own.id} />
          ) : null}
          <Disclosures title={t('case.heard')} matters={matters} by="others" own={own.id} />
          <Disclosures title={t('case.told')} matters={matters} by="us" own={own.id} />
          <Consents found={found} matters={matters} own={own.id} />
        </>
      )}
    </Frame>
  );
}

const ANSWERING: ReadonlySet<ActKind> = new Set([
  'enquiry_answered',
  'accepted',
  'partly_accepted',
  'declined',
  'redirected',
  'removed',
]);

/** Before, there is nothing that a person could take back. */
function isAnythingTold({ consents }: CaseOfOurs, matters: readonly ListedMatter[]): boolean {
  return consents.length > 0 || matters.some(({ matter }) => matter.standing.isReferred);
}

function mayWithdraw({ matter }: ListedMatter, own: string): boolean {
  return whyNot(matter.standing, 'withdrawn', own) === null;
}

/** Matters in which we are asked, or in which we ask. Nothing where there are none. */
function Asking(props: {
  title: string;
  matters: readonly ListedMatter[];
  side: 'asked' | 'asker';
  own: string;
  caseId: string;
  readAt: number | undefined;
}) {
  const { title, matters, side, own, caseId, readAt } = props;
  const there = matters.filter(({ matter }) => (matter.side === 'asked') === (side === 'asked'));
  if (there.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <div className="side-by-side">
        {there.map((listed) => (
          <Asked
            key={`${listed.counterpart} ${listed.thread}`}
            listed={listed}
            all={matters}
            own={own}
            caseId={caseId}
            readAt={readAt}
          />
        ))}
      </div>
    </>
  );
}

function Asked(props: {
  listed: ListedMatter;
  all: readonly ListedMatter[];
  own: string;
  caseId: string;
  /** When the mailbox was read to its end last. */
  readAt: number | undefined;
}) {
  const { listed, all, own, caseId, readAt } = props;
  const t = usePortalText();
  const { counterpart, thread, matter } = listed;
  // What was offered stays to be seen beside what was decided.
  const answers = matter.acts.filter(
    ({ verdict, by, kind }) => verdict === 'counts' && by === counterpart && ANSWERING.has(kind),
  );
  const mayRefer = matter.side === 'asker' && whyNot(matter.standing, 'referral', own) === null;
  const { data } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'conversation', counterpart, thread],
    queryFn: () => vault().conversation(counterpart, thread),
  });
  const isAnswer = (entry: Entry) => answers.some(({ hash }) => hash === entry.hash);
  useOpened(listed, data?.conversation.entries ?? [], isAnswer, readAt);
  return (
    <section className="card">
      <h3>
        <Link to={`/portal/messages/${counterpart}/${thread}`}>
          <ProvedName organisation={counterpart} />
        </Link>
      </h3>
      <p>
        {t('matter.code')} <strong className="code">{matter.caseCode}</strong>
      </p>
      <StateWords matter={matter} own={own} />
      <Introductions introductions={listed.introductions} />
      {answers.map(({ hash, act }) => (act === null ? null : <Said key={hash} act={act} />))}
      {mayRefer ? (
        <p>
          <Link
            className={matter.state === 'ENQUIRY_ANSWERED' ? 'button' : undefined}
            to={`/portal/cases/${caseId}/refer/${counterpart}/${thread}`}
          >
            {t('case.refer')}
          </Link>
        </p>
      ) : null}
      <CannotRefer listed={listed} all={all} caseId={caseId} own={own} />
    </section>
  );
}

/** A person who withdraws tells one of us, once. */
function WithdrawAll({ caseId, own }: { caseId: string; own: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const withdrawing = useDoing({
    mutationFn: () => withdrawAll(caseId, own),
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  return (
    <div>
      <SureButton label={t('case.withdraw')} name={t('case.withdraw')} onSure={() => withdrawing.mutate()}>
        {t('case.withdraw.sure')}
      </SureButton>
      {withdrawing.data === undefined ? null : (
        <p role="status">{t('case.withdraw.done', { count: withdrawing.data })}</p>
      )}
      {withdrawing.error === null ? null : <Refused error={withdrawing.error} />}
    </div>
  );
}

/** Who told whom what, when, on which consent. Nothing where others told us nothing. */
function Disclosures(props: { title: string; matters: readonly ListedMatter[]; by: 'us' | 'others'; own: string }) {
  const { title, matters, by: who, own } = props;
  const t = usePortalText();
  const told = matters
    .flatMap(({ counterpart, matter }) => matter.acts.map((judged) => ({ counterpart, judged, matter })))
    .flatMap(({ counterpart, judged, matter }) => {
      const { act, by, verdict, at, hash } = judged;
      const isTheirs = (by === own) === (who === 'us');
      if (act === null || !('basis' in act.body) || !isTheirs) return [];
      const { sight, without } = shownTo(own, judged, matter);
      const { basis } = act.body;
      const takenBack = takenBackOf(matter, hash, basis.agreed);
      return sight === 'shown' ? [{ counterpart, at, hash, verdict, act, without, basis, takenBack }] : [];
    });
  // What others told is there or not; that we told nobody anything is worth knowing where we asked somebody.
  if (told.length === 0 && (who === 'others' || !matters.some(({ matter }) => matter.side === 'asker'))) return null;
  return (
    <>
      <h2>{title}</h2>
      {told.length === 0 ? <p>{t('case.told.none')}</p> : null}
      <ul className="members">
        {told.map(({ counterpart, at, hash, basis, takenBack, act, verdict, without }) => (
          <li key={hash}>
            <strong>
              <ProvedName organisation={counterpart} />
            </strong>{' '}
            · {exactTime(t, at)}
            {basis.override === null ? null : <p className="warning">{t(`override.${basis.override}`)}</p>}
            {verdict === 'counts' ? null : <p className="warning">{t(`verdict.${verdict}`)}</p>}
            <details>
              <summary>{t(`done.${act.kind}`)}</summary>
              <Agreements agreed={basis.agreed} takenBack={takenBack} />
              <Said act={act} without={without} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

function Consents(props: { found: CaseOfOurs; matters: readonly ListedMatter[]; own: string }) {
  const { found, matters, own } = props;
  const t = usePortalText();
  const receivers = [...new Set(matters.map(({ counterpart }) => counterpart))];
  const agreedNow = (receiver: string): Agreed[] => {
    const isWithdrawn = matters.some(
      ({ counterpart, matter }) => counterpart === receiver && matter.standing.withdrawn === 'all',
    );
    if (isWithdrawn) return [];
    const where = { case: found.id, receiver, at: new Date() };
    const takenBack = reportedBack(matters, receiver);
    return inForce(found.consents, found.withdrawals, where).filter(({ scope }) => !takenBack.includes(scope));
  };
  if (found.consents.length === 0 && !matters.some(({ matter }) => matter.side === 'asker')) return null;
  return (
    <>
      <h2>{t('case.consents')}</h2>
      {receivers.every((receiver) => agreedNow(receiver).length === 0) ? <p>{t('case.consents.none')}</p> : null}
      <ul className="members">
        {receivers.map((receiver) => {
          const agreed = agreedNow(receiver);
          return agreed.length === 0 ? null : (
            <li key={receiver}>
              <strong>
                <ProvedName organisation={receiver} />
              </strong>
              <Agreements agreed={agreed} />
              <WithdrawScopes caseId={found.id} receiver={receiver} agreed={agreed} own={own} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
