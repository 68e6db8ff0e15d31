import { data } from '@remix-run/node';
import { isOffered, type Lang } from './i18n.ts';
import type { Ask } from './load-context.ts';
import { NumbersDocument, type NumbersState } from './queries/numbers.ts';

/** What a 404 answer carries to the error boundary: the page that says "not found" still shows every number. */
export interface NotFoundData {
  states: NumbersState[];
}

/** To be thrown by a loader whose address leads nowhere. */
export async function notFound(ask: Ask, lang: Lang = 'en') {
  const { states } = await ask(NumbersDocument, { language: lang });
  return data({ states } satisfies NotFoundData, { status: 404 });
}

/** The language of an address, or a thrown 404 when the interface does not exist in it. */
export async function languageIn(params: { lang?: string | undefined }, ask: Ask): Promise<Lang> {
  if (isOffered(params.lang)) return params.lang;
  throw await notFound(ask);
}
