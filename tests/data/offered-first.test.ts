import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fieldsOfForm } from '#casework/forms/form.ts';
import { EVERY_FORM } from '#casework/test-support/forms.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

const vocabulary = path.join(PROJECT_ROOT, 'directory-data', 'vocabularies', 'service-type.json');
const { terms } = JSON.parse(readFileSync(vocabulary, 'utf8')) as { terms: { code: string }[] };

const offered = EVERY_FORM.flatMap((form) =>
  fieldsOfForm(form).flatMap(({ id, kind, often = [] }) => often.map((code) => ({ form: form.id, id, kind, code }))),
);

it('something is offered first', () => {
  expect(offered.length).toBeGreaterThan(0);
});

it.each(offered)('$form $id offers $code first, which can be chosen', ({ kind, code }) => {
  if (kind.type === 'languages') {
    expect(new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code)).toBeTypeOf('string');
  } else {
    expect(kind).toMatchObject({ type: 'terms', list: 'service_type' });
    expect(terms.map((term) => term.code)).toContain(code);
  }
});
