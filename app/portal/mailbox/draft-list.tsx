import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { actOn } from '../casework/page-of-act.ts';
import { exactTime } from '../exact-time.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { type PortalTranslator, usePortalText } from '../text.tsx';
import {
  type DraftPlace,
  dropDraft,
  type FormDraft,
  isFormDraft,
  isMessageDraft,
  type MessageDraft,
  readDrafts,
} from './drafts.ts';
import { useProvedName } from './proved-name.tsx';

const DRAFTS = ['drafts'];

/** What somebody has begun to write and not sent, with the ways on. */
export function DraftList() {
  const t = usePortalText();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: DRAFTS, queryFn: readDrafts, staleTime: 0 });
  const throwing = useMutation({
    mutationFn: async (places: readonly DraftPlace[]) => {
      for (const place of places) await dropDraft(place);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: DRAFTS }),
  });
  const { drafts, unreadable } = data ?? { drafts: [], unreadable: [] };
  if (drafts.length + unreadable.length === 0) return null;
  return (
    <section aria-labelledby="drafts-title">
      <h2 id="drafts-title">{t('drafts.title')}</h2>
      <ul className="members">
        {drafts.filter(isFormDraft).map(({ content, ...place }) => (
          <FormRow key={place.id} content={content} onThrowAway={() => throwing.mutate([place])} />
        ))}
        {drafts.filter(isMessageDraft).map(({ content, ...place }) => (
          <DraftRow key={place.id} content={content} onThrowAway={() => throwing.mutate([place])} />
        ))}
      </ul>
      {unreadable.length === 0 ? null : (
        <>
          <p>{t('drafts.unreadable', { count: unreadable.length })}</p>
          <SureButton
            label={t('drafts.throwAway')}
            name={t('drafts.throwAway.unreadable')}
            onSure={() => throwing.mutate(unreadable)}
          >
            {t('drafts.sure')}
          </SureButton>
        </>
      )}
      {throwing.error === null ? null : <Refused error={throwing.error} />}
    </section>
  );
}

function FormRow({ content, onThrowAway }: { content: FormDraft; onThrowAway: () => void }) {
  const t = usePortalText();
  const { page, begunAt } = content;
  const counterpart = /^\/portal\/messages\/([0-9a-f-]{36})\//.exec(page)?.[1];
  const organisation = useProvedName(counterpart ?? '');
  const what = nameOf(page, t);
  const name = organisation === null ? what : t('pair', { name: organisation, text: what });
  return (
    <li>
      <Link to={page} aria-label={t('drafts.open', { name })}>
        <strong>{name}</strong>
      </Link>
      <p className="muted">{t('drafts.since', { time: exactTime(t, begunAt) })}</p>
      <SureButton label={t('drafts.throwAway')} name={t('drafts.throwAway.name', { name })} onSure={onThrowAway}>
        {t('drafts.sure')}
      </SureButton>
    </li>
  );
}

function nameOf(page: string, t: PortalTranslator): string {
  const [pathname = '', query] = page.split('?');
  const act = actOn(new URLSearchParams(query));
  if (act !== null) return t(`act.${act}`);
  if (pathname.endsWith('/assess')) return t('assess.title');
  return t(pathname.includes('/refer/') ? 'drafts.referral' : 'drafts.enquiry');
}

function DraftRow({ content, onThrowAway }: { content: MessageDraft; onThrowAway: () => void }) {
  const t = usePortalText();
  const { receiver, thread, text, begunAt } = content;
  const name = useProvedName(receiver) ?? t('messages.unproved');
  return (
    <li>
      <Link to={`/portal/messages/${receiver}/${thread}`} aria-label={t('drafts.open', { name })}>
        <strong>{name}</strong>
      </Link>
      <p className="glimpse" dir="auto">
        {text}
      </p>
      <p className="muted">{t('drafts.since', { time: exactTime(t, begunAt) })}</p>
      <SureButton label={t('drafts.throwAway')} name={t('drafts.throwAway.name', { name })} onSure={onThrowAway}>
        {t('drafts.sure')}
      </SureButton>
    </li>
  );
}
