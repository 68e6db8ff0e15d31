import { z } from 'zod';
import { stateFile } from './state-file.ts';
import { stateNamesFile, vocabularyFile } from './vocabulary-file.ts';

/** JSON Schemas of the directory's files, made from the validators themselves, by file name. */
export function jsonSchemas(): Record<string, z.core.JSONSchema.JSONSchema> {
  return {
    'state.schema.json': z.toJSONSchema(stateFile, { target: 'draft-2020-12' }),
    'vocabulary.schema.json': z.toJSONSchema(vocabularyFile, { target: 'draft-2020-12' }),
    'state-names.schema.json': z.toJSONSchema(stateNamesFile, { target: 'draft-2020-12' }),
  };
}
