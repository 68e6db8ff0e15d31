import { Link } from 'react-router-dom';
import { threadKey } from '#casework/case-thread.ts';
import type { ListedConversation } from '#casework/inbox.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { hasEnded } from '#casework/matter/matter.ts';
import { StateWords } from '../casework/state-words.tsx';
import { exactTime } from '../exact-time.ts';
import { usePortalText } from '../text.tsx';
import { ProvedName } from './proved-name.tsx';
import { ThreadsInParts } from './threads-in-parts.tsx';

/** After so long without an answer it is said, in milliseconds. */
const SILENT_AFTER = 3 * 86_400_000;

/** Conversations in parts: what is new, where it is our turn, where the others', and what is over. */
export function ConversationList(props: {
  conversations: readonly ListedConversation[];
  /** In those among them in which somebody asks for help, that comes before the words. */
  matters: readonly ListedMatter[];
  /** UUID */
  own: string;
  isSearch: boolean;
}) {
  const t = usePortalText();
  const { conversations, matters, own, isSearch } = props;
  if (conversations.length === 0) return <p role="status">{t(isSearch ? 'messages.nothingFound' : 'messages.none')}</p>;
  const byThread = new Map(matters.map((each) => [threadKey(each), each]));
  const matterOf = (each: ListedConversation) => byThread.get(threadKey(each)) ?? null;
  const isNew = ({ unopened }: ListedConversation) => unopened > 0;
  // Where somebody asks for help, it is the turn of whoever has to do something; else of whoever has not the last word.
  const turnOf = (each: ListedConversation) => {
    const matter = matterOf(each)?.matter;
    if (matter !== undefined && hasEnded(matter)) return 'nobody';
    const turn = matter?.turn ?? [];
    return (turn.length === 0 ? !each.lastIsOurs : turn.includes(own)) ? 'ours' : 'theirs';
  };
  const known = conversations.filter((each) => !isNew(each));
  const parts = [
    { title: t('messages.isNew'), part: conversations.filter(isNew) },
    { title: t('messages.ourTurn'), part: known.filter((each) => turnOf(each) === 'ours') },
    { title: t('messages.theirTurn'), part: known.filter((each) => turnOf(each) === 'theirs') },
    { title: t('cases.over'), part: known.filter((each) => turnOf(each) === 'nobody') },
  ];
  const row = (conversation: ListedConversation) => (
    <Row conversation={conversation} listed={matterOf(conversation)} own={own} />
  );
  return <ThreadsInParts parts={parts} row={row} />;
}

function Row(props: { conversation: ListedConversation; listed: ListedMatter | null; own: string }) {
  const { conversation, listed, own } = props;
  const t = usePortalText();
  const { counterpart, thread, last, lastAt, lastIsOurs, isLastOpened, unopened, hasGaps } = conversation;
  const isSilent = lastIsOurs && Date.now() - Date.parse(lastAt) > SILENT_AFTER;
  return (
    <li>
      <Link to={`/portal/messages/${counterpart}/${thread}`}>
        <strong>
          <ProvedName organisation={counterpart} />
        </strong>
      </Link>
      {unopened > 0 ? <span className="badge">{t('messages.unopened', { count: unopened })}</span> : null}
      {listed === null ? null : (
        <>
          {listed.case === null ? null : <p>{listed.case.label}</p>}
          <StateWords matter={listed.matter} own={own} />
        </>
      )}
      {last === '' ? null : (
        <p className="glimpse" dir="auto">
          {last}
        </p>
      )}
      <p className="muted">
        {lastAt === '' ? null : exactTime(t, lastAt)}
        {lastIsOurs ? ` · ${t(isLastOpened ? 'messages.opened' : 'messages.notOpened')}` : null}
        {isSilent ? ` · ${t('messages.noAnswer')}` : null}
      </p>
      {hasGaps ? <p className="warning">{t('messages.gap')}</p> : null}
    </li>
  );
}
