import type { PortalTranslator } from './text.tsx';

/** The name of a State as the browser knows it, so that no node can give it another. */
export function stateNameOf({ lang }: Pick<PortalTranslator, 'lang'>, code: string): string {
  const names = new Intl.DisplayNames(lang, { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
