/** Parts of an assessment, each of which may be shared by itself. */
const ASSESSMENT_PARTS = [
  'a0',
  'a1',
  'a2',
  'a3',
  'a4',
  'a5',
  'a6',
  'a7',
  'a8',
  'a9',
  'a10',
  'a11',
  'a12',
  'a13',
] as const;

/** What a person may agree to, each by itself, for one receiver. */
export const SCOPES = [
  'contact_receiver_anonymously',
  'share_profile',
  'share_safe_contact',
  'share_urgent_health',
  'share_health_full',
  'share_legal_status',
  'share_risk',
  'share_travel_plan',
  'share_family_info',
  ...ASSESSMENT_PARTS.map((part) => `share_assessment_${part}` as const),
  'contact_embassy',
  'contact_migration_authority',
  'inform_police_origin',
  'inform_police_destination',
  'contact_family',
  'feedback_to_sender',
  'follow_up_contact',
  'statistics_anonymous',
  'testimony_contact',
] as const;

export type Scope = (typeof SCOPES)[number];
