import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Team } from '#casework/team.ts';
import { Choice } from '../choice.tsx';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { note } from './note.ts';
import { MAILBOX } from './read-mailbox.ts';

const NOBODY = '0';

/** Who of the own organisation works on a matter, and who looks after it meanwhile; colleagues see it, the other side does not. */
export function TeamOfThread(props: { thread: string; team: Team | null; own: OwnPortalOrganisation }) {
  const { thread, team, own } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const colleagues = own.members.filter(
    ({ number, roles, isRevoked }) => number !== null && !isRevoked && roles.includes('caseworker'),
  );
  const [members, setMembers] = useState(new Set(team?.members ?? []));
  const [deputy, setDeputy] = useState(String(team?.deputy ?? NOBODY));
  const saving = useMutation({
    mutationFn: async () => {
      const body = {
        thread,
        members: [...members].sort((one, other) => one - other),
        deputy: deputy === NOBODY ? null : Number(deputy),
      };
      await note('team', body, own.id);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  const toggle = (number: number) => {
    const next = new Set(members);
    if (!next.delete(number)) next.add(number);
    setMembers(next);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <details>
      <summary>{t('team.title', { names: namesOf(team, own) || t('team.nobody') })}</summary>
      <form onSubmit={save}>
        <p>{t('team.text')}</p>
        <fieldset>
          <legend>{t('team.members')}</legend>
          {colleagues.map(({ number, signInName, isMe }) => (
            <label key={number} className="check">
              <input type="checkbox" checked={members.has(number ?? 0)} onChange={() => toggle(number ?? 0)} />
              <span>
                {signInName}
                {isMe ? ` ${t('organisation.me')}` : ''}
              </span>
            </label>
          ))}
        </fieldset>
        <Choice
          label={t('team.deputy')}
          value={deputy}
          onChange={setDeputy}
          options={[
            { value: NOBODY, label: t('team.nobody') },
            ...colleagues.map(({ number, signInName }) => ({ value: String(number), label: signInName })),
          ]}
        />
        <button type="submit" className="quiet" disabled={saving.isPending}>
          {t('team.action')}
        </button>
        {saving.isSuccess ? <p role="status">{t('team.done')}</p> : null}
        {saving.error === null ? null : <Refused error={saving.error} />}
      </form>
    </details>
  );
}

function namesOf(team: Team | null, { members }: OwnPortalOrganisation): string {
  return (team?.members ?? [])
    .map((number) => members.find((member) => member.number === number)?.signInName ?? String(number))
    .join(', ');
}
