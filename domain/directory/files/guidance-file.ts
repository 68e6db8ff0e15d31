import { z } from 'zod';
import { calendarDate, languageTag, record, source, text, webAddress } from './state-file.ts';

const guidance = z.strictObject({
  ...record,
  name: text.describe('The title in the original'),
  kind: text.describe('A code of the vocabulary library_type'),
  publisher: text.nullable().describe('An institution; null where the source names none'),
  year: z.number().int().min(1900).max(2100).nullable().describe('null: the source does not say'),
  url: webAddress,
  themes: z.array(text).min(1).describe('Codes of the vocabulary library_theme, the main one first'),
  audiences: z.array(text).min(1).describe('Codes of the vocabulary library_audience'),
  geography: z.array(text).min(1).describe('Codes of the vocabulary library_geography, or of States'),
  languages: z.array(languageTag).min(1),
  summary: text.max(300).describe('One sentence in our own words'),
});

/** The shape of `directory-data/guidance.json`: public documents of the field that help to do the work. */
export const guidanceFile = z.strictObject({
  $schema: z.string().optional(),
  checkedOn: calendarDate.describe('Day on which the items were last checked against their sources'),
  sources: z.array(source),
  items: z.array(guidance),
});

export type GuidanceFile = z.infer<typeof guidanceFile>;
