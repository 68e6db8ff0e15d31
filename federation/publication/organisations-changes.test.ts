import { expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { signKeyChange } from '#crypto/key-change.ts';
import { signingKeyAt } from '#crypto/test-support/statements.ts';
import { fingerprint } from '#crypto/words.ts';
import { compareOrganisations, nextOrganisations, type Wish, WishError } from './organisations-changes.ts';
import { newWish } from './test-support/state.ts';

const dutyKey = signingKeyAt(1);
const old = await newSigningKeyPair();
const shelter = await newWish('Shelter', { enrolmentKey: toBase64url(old.publicKey) });
const police = await newWish('Police');
const next = (wishes: Wish[], previous: typeof before | null, today = '2026-11-22') =>
  nextOrganisations(wishes, previous, { state: 'XX', dutyKey, today });
const before = nextOrganisations([shelter, police], null, { state: 'XX', dutyKey, today: '2026-01-01' });

it('enrols on the day of the first signature, in one order', () => {
  expect(before.organisations.map(({ enrolledOn }) => enrolledOn)).toEqual(['2026-01-01', '2026-01-01']);
  expect(next([police, shelter], before)).toEqual(before);
});

it('never loses an organisation', async () => {
  expect(() => next([shelter], before)).toThrow(WishError);
  const gone = [shelter, { ...police, standing: 'left' as const }];
  const { added, changed, newKeys } = await compareOrganisations(gone, before, next(gone, before));
  expect({ added, newKeys }).toEqual({ added: [], newKeys: [] });
  expect(changed.map(({ differences }) => differences)).toEqual([['standing: active becomes left']]);
});

it('names who is new, with the words of the key and who compared them', async () => {
  const words = await fingerprint(old.publicKey);
  const confirmed = { words, by: 'A. Person', channel: 'telephone' };
  const wishes = [{ ...shelter, confirmed }];
  const { added, newKeys } = await compareOrganisations(wishes, null, next(wishes, null));
  expect(added.map(({ name }) => name)).toEqual(['Shelter']);
  expect(newKeys).toMatchObject([{ words, confirmed, isSignedByOldKey: false }]);
  expect(JSON.stringify(next(wishes, null))).not.toContain('A. Person');
});

it('says of a changed key whether the old one signed it, and keeps that signature', async () => {
  const to = signingKeyAt(9);
  const signature = await signKeyChange({ organisation: shelter.id, to }, old.signingKey);
  const changed = (previousKeySignature?: string): Wish[] => [
    { ...shelter, enrolmentKey: to, ...(previousKeySignature === undefined ? {} : { previousKeySignature }) },
    police,
  ];
  for (const [signed, isSignedByOldKey] of [
    [signature, true],
    ['a.b.c', false],
    [undefined, false],
  ] as const) {
    const wishes = changed(signed);
    const { newKeys, changed: differing } = await compareOrganisations(wishes, before, next(wishes, before));
    expect(newKeys).toMatchObject([{ isSignedByOldKey }]);
    expect(differing.map(({ differences }) => differences)).toEqual([['enrolment key: a new one']]);
  }
  const after = next(changed(signature), before);
  expect(next(changed(), after)).toEqual(after);
});
