import type { Throttle } from './throttle.ts';

/** What a node keeps outside the database for those who sign in. */
export interface SignInNode {
  /** Secret set-up of OPAQUE. */
  opaqueSetUp: string;
  throttle: Throttle;
  /** Of the portal's own pages, such as `https://nrm.example.org`; passkeys are bound to its host. */
  origin: string;
  /** Milliseconds since 1970, for codes that change with time. */
  now(): number;
}
