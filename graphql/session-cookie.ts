import { createHash } from 'node:crypto';
import { verifyRequestOrigin } from 'lucia';

/** How a node's sessions travel. */
export interface SessionCookie {
  /** @returns the token, when the question comes from the node's own pages and is JSON; everyone else is nobody */
  read(headers: Headers): string | null;
  /** @param token null: the browser forgets it */
  write(token: string | null): string;
}

/** @param origin the node's own, such as `https://nrm.example.org` */
export function sessionCookie(origin: string): SessionCookie {
  const { protocol, host } = new URL(origin);
  const isSecure = protocol === 'https:';
  // Cookies know no ports: two nodes on one machine must not overwrite each other's.
  const node = createHash('sha256').update(origin).digest('hex').slice(0, 8);
  const name = `${isSecure ? '__Host-' : ''}nrm-${node}`;
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const sent = new RegExp(`(?:^|;\\s*)${name}=([a-z0-9]+)(?:;|$)`);
  return {
    read(headers) {
      const from = headers.get('origin') ?? '';
      const isOwn = from === origin && verifyRequestOrigin(from, [host]);
      const isJson = /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '');
      return isOwn && isJson ? (sent.exec(headers.get('cookie') ?? '')?.[1] ?? null) : null;
    },
    write: (token) => `${name}=${token ?? ''}${attributes}${token === null ? '; Max-Age=0' : ''}`,
  };
}
