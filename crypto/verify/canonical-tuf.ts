import { canonicalize } from '@tufjs/canonical-json';

/**
 * The way in which TUF writes what is signed (OLPC canonical JSON): sorted members, no blanks, whole numbers, and no escapes
 * but of quotation marks and backslashes. It is not the canonical JSON of our own signed texts (RFC 8785).
 *
 * The package is forty lines without any import, so it runs in a browser as it is.
 *
 * @param value of known shape: the package follows any nesting to the end of the call stack
 */
export function canonicalTuf(value: unknown): string {
  return canonicalize(value);
}
