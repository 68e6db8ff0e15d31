import type { MemberRole } from '#crypto/statement.ts';

/** The stakeholders of an NRM that work with a portal. */
export const ORGANISATION_KINDS = [
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

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export type Standing = 'applied' | 'refused' | 'active' | 'suspended' | 'left';

export interface Organisation {
  id: string;
  kind: OrganisationKind;
  stateCode: string;
  /** Consular missions: the State in which they are. */
  sitsIn: string | null;
  name: string;
  /** Before the @ of its node. */
  address: string;
  standing: Standing;
  /** YYYY-MM-DD, the day on which anybody last checked it; null as long as nobody did, and unless it is active. */
  lastCheckedOn: string | null;
  /** Whether its yearly check was due and nobody did it. */
  isCheckOverdue: boolean;
  /** Ed25519, base64url. */
  enrolmentKey: string;
  /** JWS */
  statement: string;
}

/** Roles that members of this kind of organisation may have. */
export function rolesIn(kind: OrganisationKind): readonly MemberRole[] {
  if (kind === 'contact_point') {
    return ['administrator', 'caseworker', 'supervisor', 'contact_point_officer', 'directory_editor'];
  }
  // A national rapporteur sees numbers, never cases.
  if (kind === 'rapporteur') return ['administrator'];
  return ['administrator', 'caseworker', 'supervisor'];
}

/** What the first member is, who begins everything. */
export function firstRolesIn(kind: OrganisationKind): readonly MemberRole[] {
  return rolesIn(kind).filter((role) => ['administrator', 'caseworker', 'contact_point_officer'].includes(role));
}
