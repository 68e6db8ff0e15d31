import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { LONGEST_MESSAGE } from '#casework/message.ts';
import { useAttachedFiles } from '../attachments/use-attached-files.ts';
import { Identifying } from '../casework/identifying.tsx';
import { Choice } from '../choice.tsx';
import { prove } from '../prove.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { clockDifference } from './clock.ts';
import { FilesOfMessage } from './files-of-message.tsx';
import { MAILBOX } from './read-mailbox.ts';
import { send } from './send.ts';
import { useDraft } from './use-draft.ts';
import { WhoVouches } from './who-vouches.tsx';
import { WRITTEN_LANGUAGES } from './written-languages.ts';

/**
 * Where a message is written: to whom, who vouches for them, and the way to send it sealed.
 *
 * @param props.isAside something else is waited for than words: it is out of the way until somebody writes
 */
export function Composer(props: {
  receiver: string;
  thread: string;
  own: string;
  isAside?: boolean;
  onSent?: () => void;
}) {
  const t = usePortalText();
  const { receiver, thread, own, isAside = false, onSent } = props;
  const [isTakenUp, setIsTakenUp] = useState(false);
  const queries = useQueryClient();
  const id = useId();
  const draft = useDraft(receiver, thread);
  const [isWaiting, setIsWaiting] = useState(false);
  const { data: proved } = useQuery({
    queryKey: ['key proof', receiver],
    queryFn: () => prove(receiver),
    staleTime: 60_000,
  });
  const attached = useAttachedFiles();
  const { data: clocks } = useQuery({ queryKey: ['clocks'], queryFn: clockDifference, staleTime: 60_000 });
  const sending = useDoing({
    mutationFn: async () => {
      const { text, language } = draft.content;
      const { attachments, uploaded } = await attached.take();
      const body = { text: text.trim(), language, attachments };
      const blobs = attachments.map(({ blob }) => blob);
      const outgoing = { receiver, thread, kind: 'message', body, blobs };
      const sent = await send(outgoing, own, { onWaiting: () => setIsWaiting(true), uploaded });
      attached.clear();
      // It is sent, whatever becomes of its draft.
      await draft.drop().catch(() => undefined);
      return sent;
    },
    onError: attached.giveBack,
    onSettled: () => setIsWaiting(false),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      onSent?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (saysSomething) sending.mutate();
  };
  const saysSomething = draft.content.text.trim() !== '' || attached.files.length > 0;
  const isFolded = isAside && !isTakenUp && !saysSomething && !sending.isPending;
  const maySend = proved?.outcome === 'proved' && proved.proof.sealTo !== null;
  if (isFolded) {
    return (
      <p>
        <button type="button" className="quiet" onClick={() => setIsTakenUp(true)}>
          {t('composer.other')}
        </button>
      </p>
    );
  }
  return (
    <form onSubmit={submit} className="composer">
      <h2>{t('composer.title')}</h2>
      {proved === undefined ? <p role="status">{t('other.pending')}</p> : <WhoVouches proved={proved} />}
      {clocks?.isLarge === true ? <p className="warning">{t('composer.clock')}</p> : null}
      <div className="field wide">
        <label htmlFor={id}>{t('composer.text')}</label>
        <span className="muted" id={`${id}-hint`}>
          {t('composer.hint')}
        </span>
        <textarea
          id={id}
          rows={7}
          dir="auto"
          maxLength={LONGEST_MESSAGE}
          lang={draft.content.language}
          aria-describedby={`${id}-hint`}
          disabled={!draft.isReady || sending.isPending}
          value={draft.content.text}
          onChange={(event) => draft.write({ text: event.target.value })}
        />
        <Identifying text={draft.content.text} />
      </div>
      <Choice
        label={t('composer.language')}
        value={draft.content.language}
        onChange={(language) => draft.write({ language })}
        options={WRITTEN_LANGUAGES}
      />
      <FilesOfMessage receiver={receiver} attached={attached} isDisabled={sending.isPending} />
      <p className="actions">
        <button type="submit" disabled={!maySend || sending.isPending || attached.hasFailed || !saysSomething}>
          {t(sending.isPending ? 'composer.pending' : 'composer.action')}
        </button>
        <span className="muted" role="status">
          {isWaiting ? t('composer.waiting') : null}
          {!isWaiting && draft.content.text !== '' ? t(draft.isKept ? 'composer.kept' : 'composer.keeping') : null}
          {sending.data?.isSealedAnew === true ? t('composer.anew') : null}
        </span>
      </p>
      {sending.error === null ? null : <Refused error={sending.error} />}
    </form>
  );
}
