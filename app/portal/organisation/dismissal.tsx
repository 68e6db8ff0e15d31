import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PortalMember } from '#app/queries/portal/organisation.ts';
import { Field } from '../field.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { dismiss, ORGANISATION, type OwnPortalOrganisation } from './organisation.ts';

/** Lets a member go, after it was said what that means; or ends keys that may be in other hands. */
export function Dismissal({
  own,
  member,
  number,
}: {
  own: OwnPortalOrganisation;
  member: PortalMember;
  number: number;
}) {
  const { signInName: name, roles } = member;
  const t = usePortalText();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [isLost, setIsLost] = useState(false);
  const [lostOn, setLostOn] = useState('');
  const leaving = useMutation({
    mutationFn: () => dismiss(own, number, isLost ? new Date(`${lostOn}T00:00:00Z`) : null),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    leaving.mutate();
  };
  if (!isOpen) {
    return (
      <button type="button" className="quiet" onClick={() => setIsOpen(true)}>
        {t('dismiss.action')}
      </button>
    );
  }
  return (
    <form className="warning" onSubmit={send}>
      <p>{t('dismiss.text', { name })}</p>
      {roles.includes('administrator') ? <p>{t('dismiss.administrator')}</p> : null}
      <label className="check">
        <input type="checkbox" checked={isLost} onChange={(event) => setIsLost(event.target.checked)} />
        <span>
          {t('dismiss.lost')}
          <span className="muted"> {t('dismiss.lost.hint')}</span>
        </span>
      </label>
      {isLost ? (
        <Field
          label={t('dismiss.lost.since')}
          hint={t('dismiss.lost.since.hint')}
          type="date"
          value={lostOn}
          onChange={setLostOn}
          autoComplete="off"
          required
        />
      ) : null}
      {leaving.isError ? <Refused error={leaving.error} /> : null}
      <p className="actions">
        <button type="submit" disabled={leaving.isPending}>
          {t('dismiss.sure')}
        </button>
        <button type="button" className="quiet" onClick={() => setIsOpen(false)}>
          {t('dismiss.not')}
        </button>
      </p>
    </form>
  );
}
