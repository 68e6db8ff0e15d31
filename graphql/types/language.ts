import { languageName } from '#domain/directory/names.ts';
import { builder } from '../builder.ts';

export const LanguageType = builder.objectRef<string>('Language').implement({
  fields: (t) => ({
    code: t.string({ description: 'BCP 47', resolve: (code) => code }),
    label: t.string({
      description: 'The name of the language: in itself unless another language is asked for.',
      args: { language: t.arg.string() },
      resolve: (code, { language }) => languageName(code, language ?? null),
    }),
  }),
});
