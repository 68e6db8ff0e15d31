import { createHash } from 'node:crypto';

/** How a node's sessions travel. */
export interface SessionCookie {
  /** Whether a question comes from the node's own pages and is JSON; every other one is anonymous. */
  isOwn(headers: Headers): boolean;
  /** @returns the token of an own question; null: it came without one */
  read(headers: Headers): string | null;
  /** @param token null: the browser forgets it */
  write(token: string | null): string;
}

/** @param origin the node's own, such as `https://nrm.example.org` */
export function sessionCookie(origin: string): SessionCookie {
  const { protocol } = new URL(origin);
  const isSecure = protocol === 'https:';
  // Cookies know no ports: two nodes on one machine must not overwrite each other's.
  const node = createHash('sha256').update(origin).digest('hex').slice(0, 8);
  const name = `${isSecure ? '__Host-' : ''}nrm-${node}`;
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const sent = new RegExp(`(?:^|;\\s*)${name}=([a-z0-9]+)(?:;|$)`);
  return {
    isOwn: (headers) =>
      headers.get('origin') === origin && /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? ''),
    read: (headers) => sent.exec(headers.get('cookie') ?? '')?.[1] ?? null,
    write: (token) => `${name}=${token ?? ''}${attributes}${token === null ? '; Max-Age=0' : ''}`,
  };
}
