import type { Source } from '#domain/directory/read-sources.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';

export const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'A public page or document in which facts were read.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    publisher: t.exposeString('publisher', { nullable: true }),
    url: t.exposeString('url', { nullable: true, description: 'Left out where the address names a person.' }),
    date: t.exposeString('date', { nullable: true, description: "The page's own date: year, month or day." }),
  }),
});

export async function loadSources({ load }: GraphqlContext, ids: readonly string[]): Promise<Source[]> {
  const sources = await Promise.all(ids.map((id) => load.source.load(id)));
  return sources.filter((source) => source !== null);
}
