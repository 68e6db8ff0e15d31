import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PortalInvitation, PortalMember, PortalOrganisation } from '#app/queries/portal/organisation.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { certify, dismiss, invite, ORGANISATION, readOrganisation } from '../organisation.ts';
import { Refused } from '../refused.tsx';
import { RoleNames } from '../role-names.tsx';
import { usePortalText } from '../text.tsx';

/** Who belongs to the organisation; administrators invite, certify and dismiss here. */
export default function Organisation() {
  const t = usePortalText();
  const { data: own, error } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation, staleTime: 0 });
  const me = own?.members.find(({ isMe }) => isMe);
  const isAdministrator = me?.roles.includes('administrator') === true;
  return (
    <Frame title={t('organisation.title')}>
      {error === null ? null : <Refused error={error} />}
      {own === null ? <p>{t('organisation.none')}</p> : null}
      {own == null ? null : (
        <>
          <p className="lead">{own.name}</p>
          <p>
            {t(`kind.${own.kind as Kind}`)}, {own.stateCode} · {own.address}@{location.host}
          </p>
          <p className={own.standing === 'active' ? undefined : 'warning'}>
            {t(`standing.${own.standing as 'applied' | 'refused' | 'active' | 'suspended' | 'left'}`)}
          </p>
          {me?.number === null ? <p className="warning">{t('organisation.notYet')}</p> : null}
          <h2>{t('organisation.members')}</h2>
          <p>{t('organisation.members.text')}</p>
          <ul className="members">
            {own.members.map((member) => (
              <Member key={member.accountId} own={own} member={member} mayDismiss={isAdministrator} />
            ))}
          </ul>
          {isAdministrator ? <Invitations own={own} /> : null}
        </>
      )}
    </Frame>
  );
}

function Member(props: { own: PortalOrganisation; member: PortalMember; mayDismiss: boolean }) {
  const { own, member, mayDismiss } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const [isSure, setIsSure] = useState(false);
  const { number } = member;
  const leaving = useMutation({
    mutationFn: async () => (number === null ? undefined : dismiss(own, number)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const canGo = mayDismiss && !member.isMe && number !== null && !member.isRevoked;
  return (
    <li>
      <strong>{member.signInName}</strong>
      {member.isMe ? ` ${t('organisation.me')}` : null}
      {' · '}
      {member.isRevoked ? (
        t('organisation.left')
      ) : number === null ? (
        t('organisation.waits')
      ) : (
        <RoleNames roles={member.roles} />
      )}
      {canGo && !isSure ? (
        <button type="button" className="quiet" onClick={() => setIsSure(true)}>
          {t('dismiss.action')}
        </button>
      ) : null}
      {canGo && isSure ? (
        <div className="warning">
          <p>{t('dismiss.text', { name: member.signInName })}</p>
          <p className="actions">
            <button type="button" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
              {t('dismiss.sure')}
            </button>
            <button type="button" className="quiet" onClick={() => setIsSure(false)}>
              {t('dismiss.not')}
            </button>
          </p>
        </div>
      ) : null}
      {leaving.isError ? <Refused error={leaving.error} /> : null}
    </li>
  );
}

function Invitations({ own }: { own: PortalOrganisation }) {
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
      {inviting.isSuccess ? (
        <div role="status">
          <p>{t('invite.link')}</p>
          <p className="words" id="invitation-link" translate="no">
            {inviting.data}
          </p>
          <p className="warning">{t('invite.link.once')}</p>
        </div>
      ) : null}
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

function Waiting({ own, invitation }: { own: PortalOrganisation; invitation: PortalInvitation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const certifying = useMutation({
    mutationFn: () => certify(own, invitation),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
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
      {certifying.isError ? <Refused error={certifying.error} /> : null}
    </li>
  );
}
