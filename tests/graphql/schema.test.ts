import { lexicographicSortSchema, printSchema } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#graphql/schema.ts';

/** An API change is a diff that a reader sees; `npx vitest run --project database -u` writes the file anew. */
it('is the schema that is committed', async () => {
  await expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toMatchFileSnapshot('../../graphql/schema.graphql');
});
