import type { TadaDocumentNode } from 'gql.tada';

/** Answers a document; in a loader it is in process, by the schema that also stands behind `/graphql`. */
export type Ask = <Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    ask: Ask;
    /** A form was sent: the page's action answers, and its loader need not. */
    isSent: boolean;
    /** A mailbox or web address of the operator of this node; null where none is named. */
    contact: string | null;
    /** The registry's public keys as JSON, with which trust begins; null where the software came with none. */
    registryKeys: string | null;
    /** Tells the server of an error that no page foresaw. */
    reportSurprise: (error: unknown) => void;
  }
}
