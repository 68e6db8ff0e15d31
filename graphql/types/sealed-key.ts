import type { SealedKey } from '#crypto/organisation-keys.ts';
import { builder } from '../builder.ts';

export const SealedKeyType = builder.objectRef<SealedKey>('SealedKey').implement({
  description: "A key of your organisation, sealed in a colleague's browser; only yours opens it.",
  fields: (t) => ({
    key: t.exposeString('key', { description: '`enrolment`, or the id of a period' }),
    member: t.exposeInt('member', { nullable: true, description: 'Number of the member; null: the printed kit' }),
    sealed: t.exposeString('sealed', { description: 'An age file as base64url' }),
  }),
});

export const SealedKeyInput = builder.inputType('SealedKeyInput', {
  fields: (t) => ({
    key: t.string({ required: true }),
    member: t.int(),
    sealed: t.string({ required: true }),
  }),
});

/** As the domain takes them. */
export function sealedKeysOf(sent: readonly { key: string; member?: number | null | undefined; sealed: string }[]) {
  return sent.map(({ key, member, sealed }) => ({ key, member: member ?? null, sealed }));
}
