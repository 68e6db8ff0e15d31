import type { Statement } from '#crypto/statement.ts';

/**
 * What a statement of this node says. It was verified when it was taken in, so its shape is known; it may have expired since.
 *
 * @param jws as it stands in the database
 */
export function keptStatement(jws: string): Statement {
  const payload = jws.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Statement;
}
