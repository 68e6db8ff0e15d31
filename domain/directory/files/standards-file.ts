import { z } from 'zod';
import { languageTag, text } from './state-file.ts';

/** How many recommended standards the NRM Handbook has. That the OSCE has as many States is a coincidence. */
const STANDARDS = 57;

const standard = z.strictObject({
  id: z.number().int().min(1).max(STANDARDS).describe('The number that the Handbook gives it'),
  pillar: z.enum(['P0', 'P1', 'P2', 'P3', 'P4']).describe('P0: governance, which stands above the four pillars'),
  title: text,
  gist: text.describe('What it asks for, in our own words'),
  page: z.number().int().positive().describe('Page of the Handbook, second edition'),
  languages: z.array(languageTag).min(1).describe('Languages in which the official text can be read'),
  appliesTo: z.enum(['adult', 'child', 'both']),
});

/** The shape of `directory-data/standards.json`. */
export const standardsFile = z.strictObject({
  $schema: z.string().optional(),
  standards: z.array(standard),
});

export type StandardsFile = z.infer<typeof standardsFile>;
