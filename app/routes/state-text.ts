import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { translatorFor } from '#app/i18n.ts';
import { languageAt } from '#app/languages.ts';
import { textAnswer } from '#app/plain-text/answer.ts';
import { stateText } from '#app/plain-text/state-text.ts';
import { labelsOf, type VocabularyName } from '#app/queries/labels.ts';
import { StateDocument } from '#app/queries/state.ts';
import { askVocabularies } from '#app/queries/vocabularies.ts';
import { mendedCode } from '#app/state-code.ts';

const VOCABULARIES: VocabularyName[] = ['contact_role', 'target_group', 'channel_kind'];

/** One State as plain text, from the same question as its page. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const address = new URL(request.url);
  const lang = languageAt(address.pathname);
  const t = translatorFor(lang);
  const code = params.code ?? '';
  const numbers = new URL(`/${lang}/numbers.txt`, address).href;
  const { state } = await ask(StateDocument, { code, language: lang });
  const mended = mendedCode(code);
  if (state === null && mended !== null) return redirect(`/${lang}/states/${mended}.txt`, 308);
  if (state === null || params.lang !== lang) return textAnswer(`${t('text.notFound', { address: numbers })}\n`, 404);
  const vocabularies = await askVocabularies(ask, lang, VOCABULARIES);
  const page = new URL(`/${lang}/states/${code}`, address).href;
  return textAnswer(stateText(state, labelsOf(vocabularies), t, { page, numbers }));
}
