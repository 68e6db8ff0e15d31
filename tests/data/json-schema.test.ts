import { expect, it } from 'vitest';
import { jsonSchemas } from '#domain/directory/files/json-schema.ts';

/** Editors and other people's programs read these; `npx vitest run --project unit -u` writes them anew. */
it.each(Object.entries(jsonSchemas()))('publishes the JSON Schema of the validator: %s', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../directory-data/schema/${name}`);
});
