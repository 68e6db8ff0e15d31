import { z } from 'zod';

/**
 * The shape of `directory-data/states/XX.json`: what one participating State's part of the directory holds.
 *
 * Only shape is decided here. What needs other files or judgement (codes in use, possible telephone numbers, personal
 * data, duplicate ids) is in `../checks`.
 */

export const text = z.string().trim().min(1);
export const webAddress = z.url({ protocol: /^https?$/ });
export const calendarDate = z.iso.date();

/** ISO 3166-1 alpha-2. */
const stateCode = z.string().regex(/^[A-Z]{2}$/);

/** BCP 47 language tag, primary language first. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { abort: true })
  .refine(isLanguageTag, 'This is not a language tag');

/** A source's own date as its page shows it: year, month or day; null where it shows none. */
const sourceDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { abort: true })
  .refine(isInCalendar, 'There is no such day or month');

export const source = z.strictObject({
  id: z.string().regex(/^s\d{1,3}$/),
  title: text,
  publisher: text.nullable(),
  url: webAddress.nullable(),
  date: sourceDate.nullable(),
});

const phone = z.strictObject({
  number: text.describe('With a leading + and country code, or as dialled inside the State'),
  display: text.describe('The number as people there write it'),
  domesticOnly: z.boolean().describe('true: cannot be dialled from another country'),
  tollFree: z.boolean().nullable().describe('null: no source says'),
});

const channel = z.strictObject({
  kind: text.describe('A code of the vocabulary channel_kind'),
  value: text,
  label: text.nullable(),
});

const note = z.strictObject({
  codes: z.array(text).describe('Codes of the vocabulary note_code'),
  text: text.max(140).nullable().describe('One plain English sentence for the person who reads the entry'),
});

/** Every record names at least one of the file's sources; `check` refuses the rest. */
export const record = {
  id: z.uuid(),
  name: text,
  checkedOn: calendarDate.optional().describe("Only where it differs from the file's own date"),
  note: note.nullable(),
  sources: z.array(z.string()),
};

const hotline = z.strictObject({
  ...record,
  operator: text.nullable(),
  operatorType: text.nullable().describe('A code of the vocabulary operator_type'),
  phones: z.array(phone),
  channels: z.array(channel),
  hours: text.nullable(),
  languages: z.array(languageTag),
  targetGroups: z.array(text).describe('Codes of the vocabulary target_group; empty means everyone'),
  scope: text.describe('A code of the vocabulary hotline_scope'),
  area: text.optional().describe('The part of the State for which the line is; left out: the whole State'),
  callableFromAbroad: z.boolean(),
  url: webAddress.nullable(),
});

const contactPoint = z.strictObject({
  ...record,
  localName: text.nullable(),
  organisation: text.nullable(),
  roles: z.array(text).min(1).describe('Codes of the vocabulary contact_role, the main one first'),
  pillars: z.array(text),
  phones: z.array(phone),
  email: z.email().nullable(),
  url: webAddress.nullable(),
  address: text.nullable(),
});

const service = z.strictObject({
  ...record,
  provider: text.nullable(),
  types: z.array(text).min(1).describe('Codes of the vocabulary service_type, the main one first'),
  pillars: z.array(text),
  targetGroups: z.array(text),
  languages: z.array(languageTag),
  phones: z.array(phone),
  url: webAddress.nullable(),
  description: text.nullable(),
});

const procedure = z.strictObject({
  ...record,
  measure: text.describe('A code of the vocabulary measure'),
  pillar: text,
  summary: text,
  responsible: text.nullable(),
  timeLimit: text.nullable(),
  legalReference: text.nullable(),
});

const promisingPractice = z.strictObject({
  ...record,
  pillar: text,
  summary: text,
});

const mechanism = z.strictObject({
  status: text.describe('A code of the vocabulary mechanism_status'),
  established: text.nullable(),
  legalBasis: text.nullable(),
  coordinatingBody: text.nullable(),
  formalIdentificationBy: text.nullable(),
  reflectionPeriodDays: z.number().int().positive().max(3650).nullable(),
  residencePermit: text.nullable(),
  note: note.nullable(),
  sources: z.array(z.string()),
});

export const stateFile = z.strictObject({
  $schema: z.string().optional(),
  state: stateCode,
  id: z.uuid(),
  checkedOn: calendarDate.describe('Day on which the records were last checked against their sources'),
  sources: z.array(source),
  mechanism,
  hotlines: z.array(hotline),
  contactPoints: z.array(contactPoint),
  services: z.array(service),
  procedures: z.array(procedure),
  promisingPractices: z.array(promisingPractice),
});

/** `en-12` has the form of a tag and is none: asked for its name, the pages that show it would fail. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isInCalendar(date: string): boolean {
  const day = `${date}-01-01`.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

export type StateFile = z.infer<typeof stateFile>;
export type SourceRecord = z.infer<typeof source>;
export type NoteRecord = z.infer<typeof note>;

/** The lists of records in a State's file, in the order in which a State page shows them. */
export const RECORD_LISTS = ['hotlines', 'contactPoints', 'services', 'procedures', 'promisingPractices'] as const;
