import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pageTitle } from '#app/page-title.ts';
import { StatesDocument } from '#app/queries/states.ts';

/** The bare address: the start page at once, without a redirect that a bad connection would pay for. */
export async function loader({ context: { ask } }: LoaderFunctionArgs) {
  return ask(StatesDocument, { language: 'en' });
}

export const meta: MetaFunction = () => pageTitle('en');

export { default } from './start.tsx';
