import { z } from 'zod';
import { guidanceFile } from './guidance-file.ts';
import { standardsFile } from './standards-file.ts';
import { stateFile } from './state-file.ts';
import { stateNamesFile, vocabularyFile } from './vocabulary-file.ts';

/** JSON Schemas of the directory's files, made from the validators themselves, by file name. */
export function jsonSchemas(): Record<string, z.core.JSONSchema.JSONSchema> {
  return {
    'state.schema.json': z.toJSONSchema(stateFile, { target: 'draft-2020-12' }),
    'vocabulary.schema.json': z.toJSONSchema(vocabularyFile, { target: 'draft-2020-12' }),
    'state-names.schema.json': z.toJSONSchema(stateNamesFile, { target: 'draft-2020-12' }),
    'guidance.schema.json': z.toJSONSchema(guidanceFile, { target: 'draft-2020-12' }),
    'standards.schema.json': z.toJSONSchema(standardsFile, { target: 'draft-2020-12' }),
  };
}
