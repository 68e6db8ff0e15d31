/** An address that no page has: what cannot be an address is answered like one that leads nowhere. */
const NOWHERE = '/nowhere';

/** The one page that reads anything after a question mark: the form of the start page. */
const WITH_CODE = /^\/[a-z]{2,3}\/states$/;

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
  const code = WITH_CODE.test(path) ? new URLSearchParams(query).get('code') : null;
  return code === null ? path : `${path}?code=${encodeURIComponent(code)}`;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
