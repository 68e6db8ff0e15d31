import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import type { Course } from '#casework/matter/transitions.ts';
import { IntroducedBy } from '../casework/introductions.tsx';
import { MatterPanel } from '../casework/matter-panel.tsx';
import { useCases } from '../casework/use-cases.ts';
import { TakeOut } from '../export/take-out.tsx';
import { Frame } from '../frame.tsx';
import { Composer } from '../mailbox/composer.tsx';
import { Entries } from '../mailbox/entries.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { SealAgain } from '../mailbox/seal-again.tsx';
import { TeamOfThread } from '../mailbox/team-of-thread.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { useOpened } from '../mailbox/use-opened.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

const JUST_ASKED: ReadonlySet<Course> = new Set(['ENQUIRY_SENT', 'SENT']);

/** One matter between two organisations. Whoever has it before the eyes has opened it: the other side is told. */
export default function Conversation() {
  const t = usePortalText();
  const { counterpart = '', thread = '' } = useParams();
  const mailbox = useMailbox();
  const name = useProvedName(counterpart);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const { data, error } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'conversation', counterpart, thread],
    queryFn: () => vault().conversation(counterpart, thread),
    enabled: !mailbox.isReading || mailbox.opened > 0,
    placeholderData: (before) => before,
  });
  const known = useCases(mailbox);
  const listed = known?.matters.find((each) => each.counterpart === counterpart && each.thread === thread) ?? null;
  useOpened({ counterpart, thread }, data?.conversation.entries ?? [], () => true, mailbox.readAt);
  // Whoever was just asked reads what was asked before what can be done with it.
  const isAsked = listed?.matter.side === 'asked' && JUST_ASKED.has(listed.matter.standing.course);
  const entries =
    data === undefined || own == null ? null : (
      <Entries conversation={data.conversation} own={own} matter={listed?.matter ?? null} />
    );
  const panel =
    listed === null || own == null ? null : (
      <MatterPanel
        key={`matter ${counterpart} ${thread}`}
        listed={listed}
        matters={known?.matters ?? []}
        cases={known?.cases ?? []}
        own={own.id}
      />
    );
  return (
    <Frame title={name ?? t('messages.unproved')}>
      <MailboxProgress mailbox={mailbox} />
      {error === null ? null : <Refused error={error} />}
      {data === undefined || own == null ? null : (
        <>
          {isAsked ? entries : null}
          {panel}
          <IntroducedBy counterpart={counterpart} thread={thread} matters={known?.matters ?? []} />
          {isAsked ? null : entries}
          <SealAgain counterpart={counterpart} thread={thread} />
          {listed?.matter.standing.withdrawn === 'all' ? <p className="warning">{t('matter.messagesAfter')}</p> : null}
          {listed?.matter.state === 'SAFETY_HOLD' ? (
            <p className="warning">{t('matter.noMessages')}</p>
          ) : (
            <Composer
              key={`${counterpart} ${thread}`}
              receiver={counterpart}
              thread={thread}
              own={own.id}
              isAside={isAsked}
            />
          )}
          {listed === null || listed.case !== null || !listed.matter.standing.isReferred ? null : (
            <p>
              <Link to={`/portal/messages/${counterpart}/${thread}/copy`}>{t('copy.title')}</Link>
            </p>
          )}
          <TakeOut conversation={data.conversation} exports={data.exports} own={own} />
          <TeamOfThread thread={thread} team={data.team} own={own} />
        </>
      )}
    </Frame>
  );
}
