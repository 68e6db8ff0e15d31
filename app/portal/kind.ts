import english from '#app/portal/locales/en.json';
import type { PortalTextKey } from './text.tsx';

/** A kind of organisation that there are words for. */
export type Kind = PortalTextKey extends infer Key ? (Key extends `kind.${infer Code}` ? Code : never) : never;

/** Another State may name kinds that this portal does not know. */
export function isKind(code: string): code is Kind {
  return Object.hasOwn(english, `kind.${code}`);
}
