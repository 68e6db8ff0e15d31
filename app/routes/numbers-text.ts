import type { LoaderFunctionArgs } from '@remix-run/node';
import { translatorFor } from '#app/i18n.ts';
import { languageAt } from '#app/languages.ts';
import { textAnswer } from '#app/plain-text/answer.ts';
import { numbersText } from '#app/plain-text/numbers-text.ts';
import { NumbersDocument } from '#app/queries/numbers.ts';

/** All numbers as plain text; in English where the address names no language that is offered. */
export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const lang = languageAt(new URL(request.url).pathname);
  const { states } = await ask(NumbersDocument, { language: lang });
  return textAnswer(numbersText(states, translatorFor(lang)));
}
