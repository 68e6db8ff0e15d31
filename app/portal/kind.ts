import type { PortalTextKey } from './text.tsx';

/** A kind of organisation that there are words for. */
export type Kind = PortalTextKey extends infer Key ? (Key extends `kind.${infer Code}` ? Code : never) : never;
