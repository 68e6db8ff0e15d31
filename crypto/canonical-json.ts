import canonicalize from 'canonicalize';
import { type Bytes, equalBytes, fromUtf8, isWellFormed, toUtf8 } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';

/** Deeper than anything of ours, and far from the end of any call stack. */
const MOST_LEVELS = 64;

/**
 * The one way to write a JSON value as bytes (RFC 8785): sorted members, no blanks. What is signed is written so, and two
 * parties who mean the same value mean the same bytes.
 *
 * Stricter than `JSON.stringify`, which leaves out or turns into null what it cannot say.
 *
 * @throws CryptoError BAD_JSON for anything but null, booleans, finite numbers, well-formed texts, and plain arrays and
 *   objects of them, at most 64 levels deep
 */
export function canonicalJson(value: unknown): Bytes {
  assertJson(value, 0);
  return toUtf8(canonicalize(value) ?? '');
}

/**
 * Refuses what is not canonical: parsers disagree about a member that stands twice, so that one would check what another
 * does not read.
 *
 * @throws CryptoError BAD_JSON for bytes that `canonicalJson` would not write
 */
export function parseCanonicalJson(bytes: Bytes): unknown {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    if (equalBytes(canonicalJson(value), bytes)) return value;
  } catch {
    // Not UTF-8, not JSON, or nested without end: refused below like the rest.
  }
  throw new CryptoError('BAD_JSON', 'These bytes are not canonical JSON.');
}

function assertJson(value: unknown, level: number): void {
  if (level > MOST_LEVELS) throw new CryptoError('BAD_JSON', 'This value is nested too deeply.');
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value === 'string' && isWellFormed(value)) return;
  if (Array.isArray(value)) {
    // By index, because forEach passes over holes.
    for (let index = 0; index < value.length; index++) assertJson(value[index], level + 1);
    return;
  }
  if (!isPlainObject(value)) throw new CryptoError('BAD_JSON', 'JSON cannot say this value.');
  for (const [name, member] of Object.entries(value)) {
    assertJson(name, level);
    assertJson(member, level + 1);
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Object.getOwnPropertySymbols(value).length > 0) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
