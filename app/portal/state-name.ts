const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** The name of a State as the browser knows it, so that no node can give it another. */
export function stateNameOf(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
