import type { Lang } from './i18n.ts';
import type { Ask } from './load-context.ts';
import { FindDocument } from './queries/find.ts';
import { NumbersDocument } from './queries/numbers.ts';

/** A search as its form sends it; an empty field asks for nothing. */
export interface Search {
  text: string;
  state: string;
  kind: string;
  type: string;
  audience: string;
  after: string;
}

export function readSearch(fields: URLSearchParams): Search {
  const field = (name: keyof Search) => fields.get(name)?.trim() ?? '';
  return {
    text: field('text'),
    state: field('state'),
    kind: field('kind'),
    type: field('type'),
    audience: field('audience'),
    after: field('after'),
  };
}

type Kind = 'HOTLINE' | 'CONTACT_POINT' | 'SERVICE' | 'PROCEDURE' | 'PROMISING_PRACTICE' | 'GUIDANCE';

/**
 * Asks, and where nothing is found, for the numbers of all countries as well.
 *
 * @returns `result` is null when the search itself was refused, such as for too many words
 */
export async function search(ask: Ask, language: Lang, asked: Search) {
  const filter = {
    ...(asked.state === '' ? {} : { states: [asked.state] }),
    ...(asked.kind === '' ? {} : { kinds: [asked.kind as Kind] }),
    ...(asked.type === '' ? {} : { serviceTypes: [asked.type] }),
    ...(asked.audience === '' ? {} : { audiences: [asked.audience] }),
  };
  const after = asked.after === '' ? null : asked.after;
  const nothing = { text: null, filter: {}, after: null, language };
  const found = await ask(FindDocument, { ...nothing, text: asked.text, filter, after }).catch(
    async (error: unknown) => {
      if (!isRefusal(error)) throw error;
      return { ...(await ask(FindDocument, nothing)), search: null };
    },
  );
  const empty = found.search?.totalCount === 0;
  return {
    asked,
    result: found.search,
    states: found.states,
    vocabularies: found.vocabularies,
    numbers: empty ? (await ask(NumbersDocument, { language })).states : null,
  };
}

/** Refusals of the interface carry a code of its own; everything else is a surprise. */
function isRefusal(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  return name === 'InputError' || name === 'GraphQLError' || (code ?? '').startsWith('BAD_');
}
