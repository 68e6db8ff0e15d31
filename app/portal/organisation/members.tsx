import type { PortalMember } from '#app/queries/portal/organisation.ts';
import { RoleNames } from '../role-names.tsx';
import { usePortalText } from '../text.tsx';
import { Dismissal } from './dismissal.tsx';
import { NewKeysLink } from './new-keys-link.tsx';
import { OlderKeys } from './older-keys.tsx';
import type { OwnPortalOrganisation } from './organisation.ts';

/** Who belongs to the organisation, and what an administrator can do about it. */
export function Members({ own, isAdministrator }: { own: OwnPortalOrganisation; isAdministrator: boolean }) {
  const t = usePortalText();
  return (
    <>
      <h2>{t('organisation.members')}</h2>
      <p>{t('organisation.members.text')}</p>
      <ul className="members">
        {own.members.map((member) => (
          <li key={member.accountId}>
            <strong>{member.signInName}</strong>
            {member.isMe ? ` ${t('organisation.me')}` : null}
            {' · '}
            <Standing member={member} /> {isAdministrator && !member.isMe ? <Acts own={own} member={member} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Standing({ member }: { member: PortalMember }) {
  const t = usePortalText();
  if (member.isRevoked) return t('organisation.left');
  return member.number === null ? t('organisation.waits') : <RoleNames roles={member.roles} />;
}

function Acts({ own, member }: { own: OwnPortalOrganisation; member: PortalMember }) {
  const { number, isRevoked, roles } = member;
  if (isRevoked) return <NewKeysLink member={member} />;
  if (number === null) return null;
  return (
    <>
      {roles.includes('caseworker') ? <OlderKeys own={own} number={number} /> : null}
      <Dismissal own={own} member={member} number={number} />
    </>
  );
}
