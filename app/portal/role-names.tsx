import { MEMBER_ROLES } from '#crypto/statement-shape.ts';
import { usePortalText } from './text.tsx';

/** "administrator and caseworker" */
export function RoleNames({ roles }: { roles: readonly string[] }) {
  const t = usePortalText();
  const known = MEMBER_ROLES.filter((role) => roles.includes(role));
  return t.list(known.map((role) => t(`role.${role}`)));
}
