import { Refusal } from '#domain/refusal.ts';
import { builder } from '../builder.ts';

builder.objectType(Refusal, {
  name: 'Refusal',
  description: 'Why something was not done; nothing was changed.',
  fields: (t) => ({
    code: t.exposeString('code'),
    sentence: t.exposeString('message', { description: 'One plain sentence, in English.' }),
  }),
});
