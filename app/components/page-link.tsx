import type { ReactNode } from 'react';
import { isOfferedIn } from '#app/offered-pages.ts';
import { useText } from './text.tsx';

/**
 * A link to another page of this website, in the language of the page on which it stands; nothing where that page does not
 * exist in this language.
 */
export function PageLink({ to, children }: { to: string; children: ReactNode }) {
  const t = useText();
  return isOfferedIn(t.lang, to) ? <a href={`/${t.lang}${to}`}>{children}</a> : null;
}
