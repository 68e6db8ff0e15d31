import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PortalInvitation } from '#app/queries/portal/organisation.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { Refused } from '../refused.tsx';
import { RoleNames } from '../role-names.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { turnAway } from '../turn-away.ts';
import { LinkToPassOn } from './link-to-pass-on.tsx';
import { certify, invite, ORGANISATION, type OwnPortalOrganisation } from './organisation.ts';

/** Administrators invite colleagues here, and certify those who answered. */
export function Invitations({ own }: { own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<MemberRole[]>(['caseworker']);
  const inviting = useMutation({
    mutationFn: () => invite(chosen),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const choose = (role: MemberRole, isChosen: boolean) =>
    setChosen((before) => (isChosen ? [...before, role] : before.filter((other) => other !== role)));
  const send = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <>
      <h2>{t('invite.title')}</h2>
      <p>{t('invite.text')}</p>
      <form onSubmit={send}>
        <fieldset>
          <legend>{t('invite.roles')}</legend>
          {(own.possibleRoles as MemberRole[]).map((role) => (
            <label key={role} className="check">
              <input
                type="checkbox"
                checked={chosen.includes(role)}
                onChange={(event) => choose(role, event.target.checked)}
              />
              <span>
                {t(`role.${role}`)}
                <span className="muted"> {t(`role.${role}.text`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {inviting.isError ? <Refused error={inviting.error} /> : null}
        <button type="submit" disabled={inviting.isPending}>
          {t('invite.action')}
        </button>
      </form>
      {inviting.isSuccess ? <LinkToPassOn link={inviting.data} /> : null}
      <ul className="members">
        {own.invitations
          .filter(({ isCertified }) => !isCertified)
          .map((invitation) => (
            <Waiting key={invitation.id} own={own} invitation={invitation} />
          ))}
      </ul>
    </>
  );
}

function Waiting({ own, invitation }: { own: OwnPortalOrganisation; invitation: PortalInvitation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const certifying = useMutation({
    mutationFn: () => certify(own, invitation),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const turningAway = useMutation({
    mutationFn: turnAway,
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const { accountId, signInName } = invitation;
  return (
    <li>
      {invitation.signInName === null ? (
        t('invite.open', { until: t.date(invitation.validUntil) })
      ) : (
        <strong>{invitation.signInName}</strong>
      )}
      {' · '}
      <RoleNames roles={invitation.roles} />
      {invitation.signInName === null ? null : invitation.isMine ? (
        <p>
          <button type="button" disabled={certifying.isPending} onClick={() => certifying.mutate()}>
            {t('certify.action')}
          </button>
        </p>
      ) : (
        <p>{t('certify.other')}</p>
      )}
      {accountId === null || signInName === null ? null : (
        <SureButton label={t('turnAway.action')} onSure={() => turningAway.mutate(accountId)}>
          {t('turnAway.sure', { name: signInName })}
        </SureButton>
      )}
      {turningAway.isError ? <Refused error={turningAway.error} /> : null}
      {certifying.isError ? <Refused error={certifying.error} /> : null}
    </li>
  );
}
