import type { Conversation, Entry } from '#casework/conversation.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { ReceivedFiles } from '../attachments/received-files.tsx';
import { ActShown } from '../casework/act-shown.tsx';
import { exactTime } from '../exact-time.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';
import { ProvedName } from './proved-name.tsx';
import { SendingState } from './sending-state.tsx';
import { type ShownReceipt, useReceipts } from './use-receipts.ts';

/** A conversation in the order in which its authors had read each other. What is missing is said where it is missing. */
export function Entries(props: {
  conversation: Conversation;
  own: OwnPortalOrganisation;
  /** What was done, and not said in words; null where nothing was. */
  matter: Matter | null;
}) {
  const { conversation, own, matter } = props;
  const t = usePortalText();
  const { counterpart, thread, entries, gaps } = conversation;
  const receipts = useReceipts(counterpart, thread);
  return (
    <>
      {gaps.length === 0 ? null : (
        <div className="warning" role="alert">
          <p>
            <strong>{t('gap.title', { count: gaps.length })}</strong>
          </p>
          <p>{t('gap.text')}</p>
        </div>
      )}
      {entries.length === 0 ? <p>{t('messages.empty')}</p> : null}
      <ol className="conversation">
        {entries.map((entry) => (
          <EntryShown
            key={entry.hash}
            entry={entry}
            own={own}
            act={matter?.acts.find(({ hash }) => hash === entry.hash) ?? null}
            matter={matter}
            receipt={receipts.get(entry.envelope)}
          />
        ))}
      </ol>
    </>
  );
}

function EntryShown(props: {
  entry: Entry;
  own: OwnPortalOrganisation;
  act: JudgedAct | null;
  matter: Matter | null;
  receipt: ShownReceipt | undefined;
}) {
  const t = usePortalText();
  const { entry, own, act, matter, receipt } = props;
  const { sender, author, at, receivedHour, isUnproven, isDelayed, isConcurrent, message } = entry;
  const isOurs = sender === own.id;
  return (
    <li className={isOurs ? 'ours' : 'theirs'}>
      <p className="muted">
        <strong>{isOurs ? memberName(t, own, author) : <ProvedName organisation={sender} />}</strong>
        {isOurs ? null : ` · ${t('entry.member', { number: author })}`} · <time dateTime={at}>{exactTime(t, at)}</time>
      </p>
      {isUnproven ? <p className="warning">{t('entry.unproven')}</p> : null}
      {isDelayed ? <p className="warning">{t('entry.delayed', { time: exactTime(t, receivedHour) })}</p> : null}
      {isConcurrent ? <p className="muted">{t('entry.concurrent')}</p> : null}
      {act === null || matter === null ? null : <ActShown judged={act} matter={matter} own={own.id} />}
      {message === null ? (
        act === null && <p className="warning">{t('entry.unknown')}</p>
      ) : (
        <>
          {message.text === '' ? null : (
            <p className="text" lang={message.language} dir="auto">
              {message.text}
            </p>
          )}
          <ReceivedFiles attachments={message.attachments} />
        </>
      )}
      {isOurs ? <SendingState entry={entry} receipt={receipt} /> : null}
    </li>
  );
}
