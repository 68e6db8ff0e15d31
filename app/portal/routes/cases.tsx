import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Case } from '#casework/case/case.ts';
import { goesSoon } from '#casework/checkpoint.ts';
import type { FilledForm } from '#casework/forms/answers.ts';
import { type Form, fieldsOfForm } from '#casework/forms/form.ts';
import { formOf } from '#casework/forms/forms.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { hasEnded, type Matter } from '#casework/matter/matter.ts';
import { shownTo } from '#casework/matter/shown-to.ts';
import { casesToPassOn } from '#casework/matter/to-pass-on.ts';
import { ActForm } from '../casework/act-form.tsx';
import { answerWords } from '../casework/act-words.ts';
import { useFormWords } from '../casework/form-words.ts';
import { Introductions } from '../casework/introductions.tsx';
import { OwnFigures } from '../casework/own-figures.tsx';
import { waitingIn } from '../casework/sign-together.ts';
import { StateWords } from '../casework/state-words.tsx';
import { useCases } from '../casework/use-cases.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { ThreadsInParts } from '../mailbox/threads-in-parts.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';
import { useNow } from '../use-now.ts';

/** Everything in which somebody asks for help, what is late first. */
export default function Cases() {
  const t = usePortalText();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  return (
    <Frame title={t('cases.title')}>
      <MailboxProgress mailbox={mailbox} />
      <p>
        <Link className="button" to="/portal/cases/enquire">
          {t('cases.enquire')}
        </Link>
      </p>
      {known === null || own == null ? null : (
        <>
          <ToLookAt title={t('passOn.title')} cases={casesToPassOn(known.cases, known.matters, own.id)} />
          <ToLookAt
            title={t('together.title')}
            cases={known.cases.filter((each) => waitingIn(each, known.matters).length > 0)}
          />
          <Matters
            matters={known.matters}
            cases={known.cases}
            own={own.id}
            isContactPoint={own.kind === 'contact_point'}
          />
          {known.matters.length === 0 ? null : <OwnFigures matters={known.matters} own={own.id} />}
        </>
      )}
    </Frame>
  );
}

/** Cases in which something waits that no matter's own state tells. */
function ToLookAt({ title, cases }: { title: string; cases: readonly Case[] }) {
  if (cases.length === 0) return null;
  return (
    <section className="warning" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {cases.map(({ id, label }) => (
          <li key={id}>
            <Link to={`/portal/cases/${id}`}>{label}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Matters(props: {
  matters: readonly ListedMatter[];
  cases: readonly Case[];
  own: string;
  /** Who stands for a State passes on what comes to it, and sees what nobody took. */
  isContactPoint: boolean;
}) {
  const { matters, cases, own, isContactPoint } = props;
  const t = usePortalText();
  const now = useNow();
  const isLate = ({ matter }: ListedMatter) => (matter.dues[0]?.at ?? Number.POSITIVE_INFINITY) < now;
  const isOurs = ({ matter }: ListedMatter) => matter.turn.includes(own);
  const isOver = ({ matter }: ListedMatter) => hasEnded(matter);
  const byDue = (one: ListedMatter, other: ListedMatter) =>
    (one.matter.dues[0]?.at ?? Number.POSITIVE_INFINITY) - (other.matter.dues[0]?.at ?? Number.POSITIVE_INFINITY);
  const sorted = [...matters].sort(byDue);
  const isUntaken = ({ matter }: ListedMatter) => isContactPoint && matter.side === 'asked' && isNotTaken(matter);
  const isPassedOn = ({ matter }: ListedMatter) =>
    isContactPoint && matter.side === 'asked' && matter.state === 'REDIRECTED';
  const isGoing = (each: ListedMatter) => goesSoon(each, new Date(now));
  const others = sorted.filter((each) => !isUntaken(each) && !isPassedOn(each) && !isGoing(each));
  const parts = [
    { title: t('cases.goesSoon'), part: sorted.filter(isGoing) },
    { title: t('cases.late'), part: others.filter(isLate) },
    { title: t('messages.ourTurn'), part: others.filter((each) => !isLate(each) && isOurs(each)) },
    { title: t('messages.theirTurn'), part: others.filter((each) => !isLate(each) && !isOurs(each) && !isOver(each)) },
    { title: t('cases.passedOn'), part: sorted.filter(isPassedOn) },
    { title: t('cases.over'), part: others.filter((each) => !isLate(each) && isOver(each)) },
  ];
  if (matters.length === 0) return <p role="status">{t('cases.none')}</p>;
  return (
    <>
      <ThreadsInParts
        parts={[{ title: t('cases.untaken'), part: sorted.filter(isUntaken) }]}
        row={(listed) => <Row listed={listed} own={own} passOn={<PassOn {...{ listed, cases, own }} />} />}
      />
      <ThreadsInParts parts={parts} row={(listed) => <Row listed={listed} own={own} />} />
    </>
  );
}

/** Nobody of ours has taken it up, answered it or passed it on. */
function isNotTaken({ standing }: Matter): boolean {
  return standing.course === 'ENQUIRY_SENT' || standing.course === 'SENT';
}

/** To the body that is right for it, from the list itself. */
function PassOn({ listed, cases, own }: { listed: ListedMatter; cases: readonly Case[]; own: string }) {
  const t = usePortalText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('act.redirected')}</summary>
      {isOpen ? (
        <ActForm kind="redirected" listed={listed} cases={cases} own={own} onDone={() => setIsOpen(false)} />
      ) : null}
    </details>
  );
}

/** What it is about, as far as it was asked: several matters with one organisation are told apart by it. */
function About({ matter, own }: { matter: Matter; own: string }) {
  const words = useFormWords();
  const form = asked(matter, own);
  const fields = form === null ? [] : fieldsOfForm(form.form).filter(({ id }) => ABOUT.includes(id));
  if (words === null || form === null) return null;
  const said = fields.flatMap((field) => {
    const answer = form.filled.answers[field.id];
    return answer === undefined ? [] : [answerWords(field, answer, words)];
  });
  return said.length === 0 ? null : <p className="muted">{said.join(' · ')}</p>;
}

const ABOUT = ['service_types', 'services_requested', 'country', 'person_kind', 'languages'];

function asked(matter: Matter, own: string): { form: Form; filled: FilledForm } | null {
  const isShown = (judged: JudgedAct) => {
    const { sight, without } = shownTo(own, judged, matter);
    return sight === 'shown' && without.length === 0;
  };
  const act = matter.acts.findLast(
    (each) => (each.kind === 'enquiry' || each.kind === 'referral') && isShown(each),
  )?.act;
  if (act?.kind !== 'enquiry' && act?.kind !== 'referral') return null;
  const form = formOf(act.body.form);
  return form === null ? null : { form, filled: act.body.form };
}

function Row({ listed, own, passOn }: { listed: ListedMatter; own: string; passOn?: ReactNode }) {
  const t = usePortalText();
  const { counterpart, thread, matter } = listed;
  return (
    <li>
      <Link to={`/portal/messages/${counterpart}/${thread}`}>
        <strong>
          {listed.case === null ? null : `${listed.case.label} · `}
          <ProvedName organisation={counterpart} />
        </strong>
      </Link>
      <span className="code"> {matter.caseCode}</span>
      <span className={`priority ${matter.priority}`}>{t(`priority.${matter.priority}`)}</span>
      {matter.standing.alerts.length === 0 ? null : <strong className="alert">{t('cases.alert')}</strong>}
      <About matter={matter} own={own} />
      <StateWords matter={matter} own={own} />
      <Introductions introductions={listed.introductions.filter(({ isOurs }) => isOurs)} />
      {passOn}
    </li>
  );
}
