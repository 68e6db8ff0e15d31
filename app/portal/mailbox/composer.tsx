import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { LONGEST_MESSAGE } from '#casework/message.ts';
import { Choice } from '../choice.tsx';
import { prove } from '../prove.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { clockDifference } from './clock.ts';
import { MAILBOX } from './read-mailbox.ts';
import { send } from './send.ts';
import { useDraft } from './use-draft.ts';
import { WhoVouches } from './who-vouches.tsx';
import { WRITTEN_LANGUAGES } from './written-languages.ts';

/** Where a message is written: to whom, who vouches for them, and the way to send it sealed. */
export function Composer(props: { receiver: string; thread: string; own: string; onSent?: () => void }) {
  const t = usePortalText();
  const { receiver, thread, own, onSent } = props;
  const queries = useQueryClient();
  const id = useId();
  const draft = useDraft(receiver, thread);
  const [isWaiting, setIsWaiting] = useState(false);
  const { data: proved } = useQuery({
    queryKey: ['key proof', receiver],
    queryFn: () => prove(receiver),
    staleTime: 60_000,
  });
  const { data: clocks } = useQuery({ queryKey: ['clocks'], queryFn: clockDifference, staleTime: 60_000 });
  const sending = useMutation({
    mutationFn: async () => {
      const { text, language } = draft.content;
      const body = { text: text.trim(), language, attachments: [] };
      const sent = await send({ receiver, thread, kind: 'message', body, blobs: [] }, own, () => setIsWaiting(true));
      await draft.drop();
      return sent;
    },
    onSettled: () => setIsWaiting(false),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      onSent?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.content.text.trim() !== '') sending.mutate();
  };
  const maySend = proved?.outcome === 'proved' && proved.proof.sealTo !== null;
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
      </div>
      <Choice
        label={t('composer.language')}
        value={draft.content.language}
        onChange={(language) => draft.write({ language })}
        options={WRITTEN_LANGUAGES}
      />
      <p className="actions">
        <button type="submit" disabled={!maySend || sending.isPending || draft.content.text.trim() === ''}>
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
