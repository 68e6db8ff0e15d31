/** An address that no page has: what cannot be an address is answered like one that leads nowhere. */
const NOWHERE = '/nowhere';

/** The pages that read anything after a question mark, and what they read. A searched text is never among it. */
const PARAMETERS: [path: RegExp, names: string[]][] = [
  [/^\/[a-z]{2,3}\/states$/, ['code']],
  [/^\/[a-z]{2,3}\/compare$/, ['a', 'b', 'c']],
  [/^\/[a-z]{2,3}\/find$/, ['state', 'kind', 'type', 'role', 'audience', 'language', 'pillar']],
  [/^\/[a-z]{2,3}\/library$/, ['type', 'theme', 'pillar', 'audience', 'area', 'language', 'year', 'after']],
];

/**
 * The page that a request asks for: its path, and only those parameters that the page reads. Whatever else people or
 * programs put into addresses (other hosts, broken escapes, the framework's own data addresses) reaches no page and no copy.
 *
 * @param target the request's target as it stands in its first line
 */
export function pageAddress(target: string): string {
  if (!target.startsWith('/') || target.startsWith('//') || target.length > 2000) return NOWHERE;
  const [path = '', query = ''] = target.split('?', 2);
  if (path.endsWith('.data') || !isDecodable(path)) return NOWHERE;
  // One page stands behind all of them, and one-time links among them are nothing to keep.
  if (path.startsWith('/portal/')) return '/portal';
  const names = PARAMETERS.find(([pages]) => pages.test(path))?.[1] ?? [];
  const given = [...new URLSearchParams(query)].filter(([name]) => names.includes(name));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
