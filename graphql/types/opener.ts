import type { Opener, OpenerKind } from '#crypto/bundle.ts';
import { builder } from '../builder.ts';

export const OpenerInput = builder.inputType('OpenerInput', {
  description: 'One more way to open your keys, sealed in the browser under a secret that the node never has.',
  fields: (t) => ({
    id: t.id({ required: true }),
    kind: t.string({ required: true, description: 'passphrase, passkey or recovery' }),
    wrapped: t.string({ required: true }),
  }),
});

/** As it was sent; its shape is looked at together with the bundle into which it goes. */
export function openerOf({ id, kind, wrapped }: { id: string; kind: string; wrapped: string }): Opener {
  return { id, kind: kind as OpenerKind, wrapped };
}
