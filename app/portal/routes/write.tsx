import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import { Frame } from '../frame.tsx';
import { Composer } from '../mailbox/composer.tsx';
import { draftOfNewMatter } from '../mailbox/drafts.ts';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useProvedName } from '../mailbox/proved-name.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';

/** The first words to an organisation in a new matter. */
export default function Write() {
  const t = usePortalText();
  const { id: receiver = '' } = useParams();
  const go = useNavigate();
  const mailbox = useMailbox();
  const name = useProvedName(receiver);
  const [isSent, setIsSent] = useState(false);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const { data: thread } = useQuery({
    queryKey: ['new thread', receiver],
    // A draft that was begun goes on.
    queryFn: async () => (await draftOfNewMatter(receiver))?.content.thread ?? (await vault().newThread()),
    // Before, nobody knows which matters have begun.
    enabled: mailbox.readAt !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Frame title={t('write.title', { name: name ?? t('messages.unproved') })}>
      <MailboxProgress mailbox={mailbox} />
      {own == null || thread === undefined || mailbox.isReading || isSent ? null : (
        <Composer
          receiver={receiver}
          thread={thread}
          own={own.id}
          onSent={() => {
            setIsSent(true);
            go(`/portal/messages/${receiver}/${thread}`, { replace: true });
          }}
        />
      )}
    </Frame>
  );
}
