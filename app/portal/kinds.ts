import type { MemberRole } from '#crypto/statement.ts';

/** The kinds of organisation, in the order in which they are offered. */
export const KINDS = [
  'contact_point',
  'ngo',
  'police',
  'prosecutor',
  'child_protection',
  'guardian',
  'health',
  'labour',
  'migration',
  'consular_mission',
  'helpline',
  'international_organisation',
  'rapporteur',
  'survivor_organisation',
] as const;

export type Kind = (typeof KINDS)[number];

/** What members of an organisation of this kind may be; the node refuses anything else. */
export function rolesOf(kind: string): MemberRole[] {
  if (kind === 'rapporteur') return ['administrator'];
  const roles: MemberRole[] = ['administrator', 'caseworker', 'supervisor'];
  return kind === 'contact_point' ? [...roles, 'contact_point_officer', 'directory_editor'] : roles;
}

/** What the first member is, who begins everything. */
export function firstRolesOf(kind: string): MemberRole[] {
  const wanted: MemberRole[] = ['administrator', 'caseworker', 'contact_point_officer'];
  return rolesOf(kind).filter((role) => wanted.includes(role));
}
