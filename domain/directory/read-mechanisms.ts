import type { Database } from '#db/client.ts';
import type { NoteCode } from './entry.ts';

/** What kind of national referral mechanism a State has, and who stands for it. */
export interface Mechanism {
  stateCode: string;
  /** Code of the vocabulary mechanism_status. */
  status: string;
  established: string | null;
  legalBasis: string | null;
  coordinatingBody: string | null;
  formalIdentificationBy: string | null;
  reflectionPeriodDays: number | null;
  residencePermit: string | null;
  noteCodes: NoteCode[];
  noteText: string | null;
  sourceIds: string[];
}

export async function readMechanisms(sql: Database, states: readonly string[]): Promise<Mechanism[]> {
  return sql<Mechanism[]>`
    select
      state_code,
      status,
      established,
      legal_basis,
      coordinating_body,
      formal_identification_by,
      reflection_period_days,
      residence_permit,
      note_codes,
      note_text,
      source_ids
    from mechanism
    where state_code = any(${states as string[]}::text[])`;
}
