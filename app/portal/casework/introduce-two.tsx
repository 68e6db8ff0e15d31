import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { areIntroduced } from '#casework/matter/introductions.ts';
import { leadOf } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { whyNot } from '#casework/matter/standing.ts';
import { Choice } from '../choice.tsx';
import { Field } from '../field.tsx';
import { useProvedNames } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { introduce } from './introduce.ts';

const LONGEST_NOTE = 500;

/** Two organisations of a case that must speak with each other directly: each is told of the other, if the person agrees. */
export function IntroduceTwo({ matters, own }: { matters: readonly ListedMatter[]; own: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const open = matters.filter(({ matter }) => whyNot(matter.standing, 'introduced', own) === null);
  const names = useProvedNames(open.map(({ counterpart }) => counterpart));
  const [picked, setChosen] = useState<readonly [string, string]>(['', '']);
  const [note, setNote] = useState('');
  const [isAgreed, setIsAgreed] = useState(false);
  // With two there is nothing to choose.
  const [first = '', second = '', third] = new Set(open.map(({ counterpart }) => counterpart));
  const chosen = third === undefined ? ([first, second] as const) : picked;
  const [one, other] = chosen.map((organisation) => open.find(({ counterpart }) => counterpart === organisation));
  const introducing = useDoing({
    mutationFn: async () => {
      if (one !== undefined && other !== undefined) await introduce([one, other], note.trim(), own);
    },
    onSuccess: () => {
      setChosen(['', '']);
      setNote('');
      setIsAgreed(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  if (second === '') return null;
  const options = (but: string) =>
    [...names].filter(([id]) => id !== but).map(([id, name]) => ({ value: id, label: name ?? t('messages.unproved') }));
  const isKnown = one !== undefined && other !== undefined && areIntroduced([one, other], leadOf(matters, own));
  return (
    <details>
      <summary>{t('introduce.title')}</summary>
      <p>{t('introduce.text')}</p>
      <Choice
        label={t('introduce.one')}
        value={chosen[0]}
        onChange={(id) => setChosen([id, chosen[1] === id ? '' : chosen[1]])}
        options={options('')}
      />
      <Choice
        label={t('introduce.other')}
        value={chosen[1]}
        onChange={(id) => setChosen([chosen[0], id])}
        options={options(chosen[0])}
      />
      <Field
        label={t('introduce.note')}
        hint={t('introduce.note.hint')}
        value={note}
        onChange={(typed) => setNote(typed.slice(0, LONGEST_NOTE))}
        autoComplete="off"
      />
      <label className="check">
        <input type="checkbox" checked={isAgreed} onChange={() => setIsAgreed(!isAgreed)} />
        <span>{t('introduce.agreed')}</span>
      </label>
      <p className="actions">
        <button
          type="button"
          disabled={one === undefined || other === undefined || !isAgreed || isKnown || introducing.isPending}
          onClick={() => introducing.mutate()}
        >
          {t(introducing.isPending ? 'composer.pending' : 'introduce.action')}
        </button>
        {isKnown ? <span className="muted">{t('introduce.already')}</span> : null}
      </p>
      {introducing.isSuccess ? <p role="status">{t('introduce.done')}</p> : null}
      {introducing.error === null ? null : <Refused error={introducing.error} />}
    </details>
  );
}
