import type { Ask } from '#app/load-context.ts';
import { postQuestion } from '#app/post-question.ts';

/** Asks the portal's own interface from a browser, without anything that tells who asks. */
export const askOverHttp: Ask = async (document, variables) => {
  const { data, errors } = await postQuestion(document, variables, 'omit');
  const [error] = errors ?? [];
  if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.extensions?.code });
  return data;
};
