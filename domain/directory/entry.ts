import type { Database } from '#db/client.ts';

/** What the entries of the directory are, as the rest of the portal sees them. */

export type EntryKind = 'HOTLINE' | 'CONTACT_POINT' | 'SERVICE' | 'PROCEDURE' | 'PROMISING_PRACTICE' | 'GUIDANCE';
export type Provenance = 'COMPILED' | 'STATE_SIGNED';
/** The four pillars of a national referral mechanism, by the codes of the vocabulary `pillar`. */
export type Pillar = 'P1' | 'P2' | 'P3' | 'P4';
export type NoteCode = 'OLD' | 'CONFLICTING' | 'UNCONFIRMED' | 'PARTIAL';
export type OperatorType = 'police' | 'government' | 'ngo' | 'international';

export interface Phone {
  number: string;
  display: string;
  domesticOnly: boolean;
  tollFree: boolean | null;
}

export interface Channel {
  kind: string;
  value: string;
  label: string | null;
}

export interface Entry {
  kind: EntryKind;
  id: string;
  stateCode: string | null;
  name: string;
  localName: string | null;
  provenance: Provenance;
  /** YYYY-MM-DD */
  checkedOn: string;
  verifiedOn: string | null;
  noteCodes: NoteCode[];
  noteText: string | null;
  sourceIds: string[];
  pillars: Pillar[];
}

/** Which entries to read: all of some States, or single ones. */
export type Selection = { states: readonly string[] } | { ids: readonly string[] };

/** The columns every entry has; `e` is the table `entry`. */
export function entryColumns(sql: Database) {
  return sql`
    e.kind,
    e.id,
    e.state_code,
    e.name,
    e.local_name,
    e.provenance,
    e.checked_on::text,
    e.verified_on::text,
    e.note_codes,
    e.note_text,
    e.source_ids,
    e.pillars`;
}

export function selected(sql: Database, selection: Selection) {
  return 'states' in selection
    ? sql`e.state_code = any(${selection.states as string[]}::text[])`
    : sql`e.id = any(${selection.ids as string[]}::uuid[])`;
}
