import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { ListedMatter } from '#casework/matter/list.ts';
import { OwnFigures } from '../casework/own-figures.tsx';
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
          <Matters matters={known.matters} own={own.id} />
          {known.matters.length === 0 ? null : <OwnFigures matters={known.matters} own={own.id} />}
        </>
      )}
    </Frame>
  );
}

function Matters({ matters, own }: { matters: readonly ListedMatter[]; own: string }) {
  const t = usePortalText();
  const now = useNow();
  const isLate = ({ matter }: ListedMatter) => (matter.dues[0]?.at ?? Number.POSITIVE_INFINITY) < now;
  const isOurs = ({ matter }: ListedMatter) => matter.turn.includes(own);
  const isOver = ({ matter }: ListedMatter) => matter.turn.length === 0;
  const byDue = (one: ListedMatter, other: ListedMatter) =>
    (one.matter.dues[0]?.at ?? Number.POSITIVE_INFINITY) - (other.matter.dues[0]?.at ?? Number.POSITIVE_INFINITY);
  const sorted = [...matters].sort(byDue);
  const parts = [
    { title: t('cases.late'), part: sorted.filter(isLate) },
    { title: t('messages.ourTurn'), part: sorted.filter((each) => !isLate(each) && isOurs(each)) },
    { title: t('messages.theirTurn'), part: sorted.filter((each) => !isLate(each) && !isOurs(each) && !isOver(each)) },
    { title: t('cases.over'), part: sorted.filter((each) => !isLate(each) && isOver(each)) },
  ];
  if (matters.length === 0) return <p role="status">{t('cases.none')}</p>;
  return <ThreadsInParts parts={parts} row={(listed) => <Row listed={listed} own={own} />} />;
}

function Row({ listed, own }: { listed: ListedMatter; own: string }) {
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
      {matter.caseCode === null ? null : <span className="code"> {matter.caseCode}</span>}
      <span className={`priority ${matter.priority}`}>{t(`priority.${matter.priority}`)}</span>
      <StateWords matter={matter} own={own} />
    </li>
  );
}
