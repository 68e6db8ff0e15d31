import { dialledFromAbroad } from './phones.ts';
import type { ContactPoint, Hotline, Procedure, Service } from './queries/state.ts';

/** Which of a State's entries answer the questions of its page. */

/** Who is asked first by somebody who calls from another country. */
const FROM_ABROAD = [
  'nrm_national_contact_point',
  'eu_focal_point_cross_border',
  'helpline',
  'specialised_ngo',
  'national_coordinator',
  'victim_support_service',
  'mfa_consular_department',
  'support_ngo',
  'igo_office',
];

const CHILD_ROLES = [
  'child_protection_authority',
  'guardianship_authority',
  'hague_1996_central_authority',
  'missing_children_116000',
];
const CHILD_GROUPS = ['children', 'girls', 'boys', 'unaccompanied_children'];
const CHILD_SERVICES = ['guardianship', 'shelter_children', 'foster_care', 'child_friendly_interview'];
const MEDICAL_SERVICES = [
  'emergency_health',
  'health_general',
  'health_sexual_reproductive',
  'dental',
  'mental_health',
  'psychiatric_emergency',
  'addiction_care',
];

const some = (codes: readonly string[], wanted: readonly string[]) => codes.some((code) => wanted.includes(code));

export function linesFromAbroad<Line extends Pick<Hotline, 'callableFromAbroad' | 'phones'>>(
  hotlines: readonly Line[],
): Line[] {
  return hotlines.filter(({ callableFromAbroad, phones }) => callableFromAbroad && phones.some(dialledFromAbroad));
}

/** Offices with a telephone or mailbox that works from another country, the likeliest to help first. */
export function officesFromAbroad(points: readonly ContactPoint[]): ContactPoint[] {
  const place = (point: ContactPoint) => {
    const places = point.roles.map((role) => FROM_ABROAD.indexOf(role)).filter((index) => index >= 0);
    return places.length === 0 ? FROM_ABROAD.length : Math.min(...places);
  };
  return points
    .filter(({ phones, email }) => email !== null || phones.some(dialledFromAbroad))
    .sort((one, other) => place(one) - place(other))
    .slice(0, 4);
}

export function linesForChildren(hotlines: readonly Hotline[]): Hotline[] {
  return hotlines.filter(({ scope, audiences }) => scope === 'child' || some(audiences, CHILD_GROUPS));
}

export function officesForChildren(points: readonly ContactPoint[]): ContactPoint[] {
  return points.filter(({ roles }) => some(roles, CHILD_ROLES));
}

export function servicesForChildren(services: readonly Service[]): Service[] {
  return services.filter(({ types, audiences }) => some(types, CHILD_SERVICES) || some(audiences, CHILD_GROUPS));
}

export function medicalServices(services: readonly Service[]): Service[] {
  return services.filter(({ types }) => some(types, MEDICAL_SERVICES));
}

export function proceduresOf(procedures: readonly Procedure[], measure: string): Procedure[] {
  return procedures.filter((procedure) => procedure.measure === measure);
}
