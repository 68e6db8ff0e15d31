import { z } from 'zod';
import { languageTag } from './state-file.ts';

const label = z.string().trim().min(1);
/** Every label of every vocabulary exists in the six working languages of the OSCE. */
const labels = z.strictObject({ en: label, fr: label, de: label, it: label, ru: label, es: label });

/** Where a term stands in other people's lists, so that data can be exchanged without guessing. */
const crosswalk = z.strictObject({
  hsds: z.string().nullable(),
  htcds: z.string().nullable(),
  openEligibility: z.array(z.string()),
  primero: z.array(z.string()),
});

const term = z.strictObject({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/),
  labels,
  definition: label.nullable(),
  definitions: labels.omit({ en: true }).optional().describe('The definition in the other working languages'),
  crosswalk,
  pillars: z.array(z.string()).optional(),
  graphql: z.string().optional(),
});

/** The shape of `directory-data/vocabularies/*.json`. */
export const vocabularyFile = z.strictObject({
  $schema: z.string().optional(),
  vocabulary: z.string().regex(/^[a-z_]+$/),
  title: label,
  terms: z.array(term).min(1),
});

/** The shape of `directory-data/vocabularies/states.json`: how each State is called, by itself and by others. */
export const stateNamesFile = z.strictObject({
  $schema: z.string().optional(),
  vocabulary: z.literal('state'),
  title: label,
  terms: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z]{2}$/),
        labels,
        own: z.array(z.strictObject({ language: languageTag, name: label })).min(1),
        aliases: z.array(label),
      }),
    )
    .min(1),
});

export type VocabularyFile = z.infer<typeof vocabularyFile>;
export type StateNamesFile = z.infer<typeof stateNamesFile>;
