import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { vault } from '#app/vault/vault.ts';
import { useCases } from '../casework/use-cases.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { ConversationList } from '../mailbox/conversation-list.tsx';
import { DraftList } from '../mailbox/draft-list.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { RefusedEnvelopes } from '../mailbox/refused-envelopes.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';

/** Everything that was written to the organisation and by it, by whose turn it is. */
export default function Messages() {
  const t = usePortalText();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const [words, setWords] = useState('');
  const { data: conversations } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'list', words],
    queryFn: () => (words.trim() === '' ? vault().listConversations() : vault().searchMessages(words)),
    placeholderData: (before) => before,
    // Not before the vault knows the mailbox.
    enabled: !mailbox.isReading || mailbox.opened > 0,
  });
  return (
    <Frame title={t('messages.title')}>
      <MailboxProgress mailbox={mailbox} />
      <p>
        <Link className="button" to="/portal/organisations">
          {t('messages.new')}
        </Link>
      </p>
      <Field
        label={t('messages.search')}
        hint={t('messages.search.hint')}
        value={words}
        onChange={setWords}
        autoComplete="off"
      />
      {conversations === undefined ? null : (
        <ConversationList
          conversations={conversations}
          matters={known?.matters ?? []}
          own={own?.id ?? ''}
          isSearch={words.trim() !== ''}
        />
      )}
      <DraftList />
      <RefusedEnvelopes onOpenAgain={mailbox.readAgain} />
    </Frame>
  );
}
