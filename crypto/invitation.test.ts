import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal } from './age.ts';
import { randomBytes, toBase64url, toUtf8 } from './bytes.ts';
import {
  type Acceptance,
  isVouched,
  keepInvitationSecret,
  newInvitationSecret,
  openKeptSecret,
  readInvitationSecret,
  vouch,
} from './invitation.ts';
import { newMemberKeys } from './member-keys.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { recipientAt, signingKeyAt, uuidAt } from './test-support/statements.ts';

const acceptance: Acceptance = {
  invitation: uuidAt(1),
  publicHalf: { recipient: recipientAt(1), signingKey: signingKeyAt(1) },
};
const secret = readInvitationSecret(newInvitationSecret());

it('makes a secret for a link', () => {
  expect(newInvitationSecret()).toMatch(/^[\w-]{22}$/);
  expect(newInvitationSecret()).not.toBe(newInvitationSecret());
  fc.assert(
    fc.property(someBytes({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(readInvitationSecret(toBase64url(bytes))).toEqual(bytes);
    }),
  );
});

it('refuses a link that was cut off, and any other text', async () => {
  const text = newInvitationSecret();
  for (const broken of ['', text.slice(1), `${text}A`, `${text}=`, `#${text}`, toBase64url(randomBytes(15))]) {
    expect(await codeOf(() => readInvitationSecret(broken))).toBe('BAD_INVITATION');
  }
  await fc.assert(
    fc.asyncProperty(anyText, async (any) => {
      expect(await codeOf(() => readInvitationSecret(any))).toBe('BAD_INVITATION');
    }),
  );
});

it('believes who holds the link, and nobody else', async () => {
  const proof = await vouch(secret, acceptance);
  expect(proof).toMatch(/^[\w-]{43}$/);
  expect(await isVouched(secret, acceptance, proof)).toBe(true);
  expect(await isVouched(randomBytes(16), acceptance, proof)).toBe(false);
});

it('believes no other keys and no other invitation', async () => {
  const proof = await vouch(secret, acceptance);
  const { invitation, publicHalf } = acceptance;
  const others: Acceptance[] = [
    { publicHalf, invitation: uuidAt(2) },
    { invitation, publicHalf: { ...publicHalf, recipient: recipientAt(2) } },
    { invitation, publicHalf: { ...publicHalf, signingKey: signingKeyAt(2) } },
  ];
  for (const other of others) expect(await isVouched(secret, other, proof)).toBe(false);
});

it('looks at what it vouches for, not at how the object was made', async () => {
  const { recipient, signingKey } = acceptance.publicHalf;
  const reordered = { publicHalf: { signingKey, recipient, note: 1 }, invitation: acceptance.invitation };
  expect(await vouch(secret, reordered)).toBe(await vouch(secret, acceptance));
});

it('takes any text for a proof that is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, someBytes({ minLength: 32, maxLength: 32 }).map(toBase64url)), async (text) => {
      expect(await isVouched(secret, acceptance, text)).toBe(false);
    }),
  );
});

describe('a secret that is kept for the day of the answer', () => {
  const about = { invitation: 'i', organisation: 'o', roles: ['caseworker', 'supervisor'] };

  it('is opened by its maker, for the same roles in whichever order', async () => {
    const { identity } = await newMemberKeys();
    const secret = newInvitationSecret();
    const kept = await keepInvitationSecret(identity, secret, about);
    const opened = await openKeptSecret(identity, kept, { ...about, roles: ['supervisor', 'caseworker'] });
    expect(opened).toEqual(readInvitationSecret(secret));
  });

  it('is refused for other roles, another invitation, another maker, and when a node sealed its own', async () => {
    const [maker, other] = [await newMemberKeys(), await newMemberKeys()];
    const secret = newInvitationSecret();
    const kept = await keepInvitationSecret(maker.identity, secret, about);
    const planted = toBase64url(await seal(toUtf8(newInvitationSecret()), [maker.recipient]));
    for (const act of [
      () => openKeptSecret(maker.identity, kept, { ...about, roles: ['administrator'] }),
      () => openKeptSecret(maker.identity, kept, { ...about, invitation: 'another' }),
      () => openKeptSecret(maker.identity, kept, { ...about, organisation: 'another' }),
      () => openKeptSecret(other.identity, kept, about),
      () => openKeptSecret(maker.identity, planted, about),
      () => openKeptSecret(maker.identity, '', about),
    ]) {
      expect(await codeOf(act)).toBe('BAD_INVITATION');
    }
  });
});
