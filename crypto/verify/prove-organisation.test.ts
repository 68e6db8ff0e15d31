import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64url, toUtf8 } from '../bytes.ts';
import { newSigningKeyPair } from '../ed25519.ts';
import { signKeyChange } from '../key-change.ts';
import { period, uuidAt } from '../test-support/statements.ts';
import type { Organisation } from './organisations.ts';
import { type OrganisationProof, type ProofTexts, proveOrganisation, type Trust } from './prove-organisation.ts';
import type { Seen } from './seen.ts';
import { sha256 } from './strict-text.ts';
import { refusalOf } from './test-support/refusal.ts';
import {
  type Changes,
  keyRecord,
  keys,
  NODE,
  ORGANISATION,
  organisation,
  proofTexts,
  role,
  STATE,
  trust,
} from './test-support/world.ts';

const sound = await proofTexts();
const proved = await proveOrganisation(sound, trust());
const seen = proved.seen;
const newKey = await newSigningKeyPair();

const refusal = (texts: ProofTexts, changes: Partial<Trust> = {}) =>
  refusalOf(() => proveOrganisation(texts, trust(changes)));

async function judged(changes: Changes, known: Partial<Trust> = {}): Promise<OrganisationProof> {
  return proveOrganisation(await proofTexts(changes), trust(known));
}

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

it('proves to which key to seal, who vouches for it and since when', async () => {
  expect(proved.organisation).toEqual(organisation());
  expect(proved.sealTo).toEqual(period(2, { from: '2026-11-10T00:00:00Z' }));
  expect(proved.certificates.map(({ number }) => number)).toEqual([1, 2]);
  expect(proved.vouchedBy).toEqual({
    state: STATE,
    name: 'Xland',
    by: 'registry',
    registryRoot: await sha256(toUtf8(sound.roots[0] ?? '')),
  });
  expect(proved.since).toBe('2026-01-15');
  expect(proved).toMatchObject({ stops: [], warnings: [], revoked: null });
});

it('proves the same again to who has seen it', async () => {
  const again = await proveOrganisation(sound, trust({ seen }));
  expect(again).toEqual(proved);
});

it('keeps what was seen as JSON', async () => {
  const kept = JSON.parse(JSON.stringify(seen)) as Seen;
  expect(await refusal(sound, { seen: kept })).toBeNull();
});

describe('an older text than was seen', () => {
  const older: [string, string, Changes][] = [
    ['registry', 'registry', { edit: { registry: (signed) => ({ ...signed, version: 2 }) } }],
    ['timestamp', 'timestamp', { edit: { timestamp: (signed) => ({ ...signed, version: 11 }) } }],
    ['snapshot', 'snapshot', { edit: { snapshot: (signed) => ({ ...signed, version: 8 }) } }],
    ['targets', 'targets', { edit: { targets: (signed) => ({ ...signed, version: 3 }) } }],
    ['revocation list', 'revocations', { revocations: { version: 4 } }],
    ['statement', 'statement', { statement: { version: 6 } }],
  ];
  it.each(older)('%s', async (_, file, changes) => {
    const texts = await proofTexts({
      // The files above are renewed, so that only this one is older.
      ...changes,
      edit: {
        timestamp: (signed) => ({ ...signed, version: 13 }),
        ...(file === 'targets' ? { snapshot: (signed) => ({ ...signed, version: 10 }) } : {}),
        ...changes.edit,
      },
    });
    expect(await refusal(texts)).toBeNull();
    expect(await refusal(texts, { seen })).toBe(`ROLLBACK ${file}`);
  });

  it('root', async () => {
    const second = { edit: (signed: object) => ({ ...signed }), signers: keys.root };
    const later = await judged({ laterRoots: [second] });
    expect(await refusal(sound, { seen: later.seen })).toBe('ROLLBACK root');
  });
});

it('refuses two contents under one version', async () => {
  const other = await proofTexts({ statement: { expiresAt: '2026-12-21T10:00:00Z' } });
  expect(await refusal(other, { seen })).toBe('FORKED statement');
  const list = await proofTexts({ revocations: { nodes: [{ id: uuidAt(5), since: '2026-11-01T00:00:00Z' }] } });
  expect(await refusal(list, { seen })).toBe('FORKED revocations');
  const renamed = await proofTexts({ organisation: { name: 'Another name' } });
  expect(await refusal(renamed, { seen })).toBe('FORKED timestamp');
});

describe('what belongs to others', () => {
  it('another organisation of the State: its statement, or its place in the list', async () => {
    const other: Organisation = organisation({
      id: uuidAt(1),
      address: 'other@node.example',
      enrolmentKey: toBase64url(newKey.publicKey),
    });
    const changes = { otherOrganisations: [other] };
    const theirs = { ...changes, enrolment: newKey, statement: { organisation: other.id } };
    expect(await refusal(await proofTexts(theirs), { organisation: other.id })).toBeNull();
    expect(await refusal(await proofTexts(theirs))).toBe('BAD_STATEMENT statement');
    expect(await refusal(await proofTexts(changes), { organisation: other.id })).toBe('BAD_STATEMENT statement');
    const signedForOther = await proofTexts({ statement: { organisation: other.id } });
    expect(await refusal(signedForOther)).toBe('WRONG_ORGANISATION statement');
    expect(await refusal(sound, { organisation: other.id })).toBe('UNKNOWN_ORGANISATION organisations');
  });

  it('another State: its list of organisations, its revocation list', async () => {
    expect(await refusal(await proofTexts({ state: 'YY' }))).toBe('WRONG_STATE organisations');
    expect(await refusal(await proofTexts({ revocations: { state: 'YY' } }))).toBe('WRONG_STATE revocations');
    expect(await refusal(sound, { state: 'YY' })).toBe('NOT_ENDORSED registry');
    expect(await refusal(sound, { state: 'YY', pinnedRoot: sound.roots[0] ?? '' })).toBe('WRONG_STATE organisations');
  });

  it('a revocation list of another key', async () => {
    const texts = await proofTexts({ revocationsKey: newKey });
    expect(await refusal(texts)).toBe('BAD_REVOCATIONS revocations');
  });

  it('a statement where the revocation list should be, and the reverse', async () => {
    expect(await refusal({ ...sound, revocations: sound.statement })).toBe('BAD_REVOCATIONS revocations');
    expect(await refusal({ ...sound, statement: sound.revocations })).toBe('BAD_STATEMENT statement');
  });
});

describe('what has expired', () => {
  const at = (now: string) => proveOrganisation(sound, trust({ now: new Date(now), pinnedRoot: sound.roots[0] ?? '' }));

  it('warns about the weekly files, and stops 14 days later', async () => {
    expect(await at('2026-11-26T23:59:59Z')).toMatchObject({ warnings: [], stops: [] });
    const warned = await at('2026-11-27T10:00:00Z');
    expect(codes(warned.warnings).sort()).toEqual(['REVOCATIONS_EXPIRED', 'SNAPSHOT_EXPIRED', 'TIMESTAMP_EXPIRED']);
    expect(warned.sealTo).not.toBeNull();
    expect((await at('2026-12-10T23:59:59Z')).sealTo).not.toBeNull();
    const stopped = await at('2026-12-11T10:00:00Z');
    expect(new Set(codes(stopped.stops))).toEqual(
      new Set(['SNAPSHOT_LAPSED', 'TIMESTAMP_LAPSED', 'REVOCATIONS_LAPSED']),
    );
    expect(stopped.sealTo).toBeNull();
    expect(stopped.certificates).toEqual(proved.certificates);
  });

  it('the statement stops at once', async () => {
    expect(codes((await at('2026-12-22T09:59:59Z')).stops)).not.toContain('STATEMENT_EXPIRED');
    expect(codes((await at('2026-12-22T10:00:00Z')).stops)).toContain('STATEMENT_EXPIRED');
  });

  it('the targets and the root stop at once', async () => {
    const soon = (expires: string) => (signed: object) => ({ ...signed, expires });
    const targets = await judged({ edit: { targets: soon('2026-11-22T12:00:00Z') } });
    expect(targets).toMatchObject({ sealTo: null, stops: [{ code: 'TARGETS_EXPIRED' }] });
    const root = await judged({ edit: { root: soon('2026-11-22T12:00:00Z') } });
    expect(root).toMatchObject({ sealTo: null, stops: [{ code: 'ROOT_EXPIRED' }] });
    expect(root.organisation).toEqual(organisation());
  });

  it('the registry stops who has pinned nothing, and warns the others', async () => {
    const changes: Changes = { edit: { registry: (signed) => ({ ...signed, expires: '2026-11-22T12:00:00Z' }) } };
    expect(await judged(changes)).toMatchObject({ sealTo: null, stops: [{ code: 'REGISTRY_EXPIRED' }] });
    const pinned = await judged(changes, { pinnedRoot: sound.roots[0] ?? '' });
    expect(pinned).toMatchObject({ stops: [], warnings: [{ code: 'REGISTRY_EXPIRED' }] });
  });

  it.each(['root', 'targets', 'snapshot', 'timestamp', 'registry'] as const)(
    'a %s file that is valid for too long stops',
    async (file) => {
      const endless = await judged({
        edit: { [file]: (signed: object) => ({ ...signed, expires: '2099-01-01T00:00:00Z' }) },
      });
      expect(endless).toMatchObject({ sealTo: null, stops: [{ code: 'EXPIRES_TOO_LATE' }] });
    },
  );

  it('so does a statement or a revocation list that was issued in times to come', async () => {
    const times = { issuedAt: '2027-01-01T00:00:00Z', expiresAt: '2027-01-02T00:00:00Z' };
    for (const changes of [{ statement: times }, { revocations: times }]) {
      expect(await judged(changes)).toMatchObject({ sealTo: null, stops: [{ code: 'EXPIRES_TOO_LATE' }] });
    }
  });
});

describe('shut out', () => {
  const SINCE = '2026-11-19T00:00:00Z';
  const shut: [string, Changes][] = [
    ['ORGANISATION_SUSPENDED', { organisation: { standing: 'suspended' } }],
    ['ORGANISATION_LEFT', { organisation: { standing: 'left' } }],
    ['NODE_REVOKED', { revocations: { nodes: [{ id: NODE, since: SINCE }] } }],
    [
      'ORGANISATION_REVOKED',
      { revocations: { organisations: [{ id: ORGANISATION, since: SINCE, reason: 'compromised' }] } },
    ],
    ['NO_CURRENT_PERIOD', { statement: { periods: [period(1, { compromisedSince: '2026-11-10T00:00:00Z' })] } }],
  ];
  it.each(shut)('%s: shown, not sealed to', async (code, changes) => {
    const found = await judged(changes);
    expect(found).toMatchObject({ sealTo: null, stops: [{ code }] });
    expect(found.certificates).toHaveLength(2);
    expect(found.revoked?.since).toBe(code === 'ORGANISATION_REVOKED' ? SINCE : undefined);
  });
});

it('marks an organisation that was enrolled less than 30 days ago', async () => {
  expect(codes((await judged({ organisation: { enrolledOn: '2026-10-24' } })).warnings)).toEqual(['RECENTLY_ENROLLED']);
  expect((await judged({ organisation: { enrolledOn: '2026-10-23' } })).warnings).toEqual([]);
});

describe('a changed enrolment key', () => {
  const to = toBase64url(newKey.publicKey);
  const changed = (previousKeySignature?: string): Changes => ({
    edit: Object.fromEntries(
      ['timestamp', 'snapshot', 'targets'].map((file) => [file, (signed: object) => ({ ...signed, version: 20 })]),
    ),
    organisation: { enrolmentKey: to, ...(previousKeySignature === undefined ? {} : { previousKeySignature }) },
    enrolment: newKey,
    statement: { version: 1 },
  });

  it('stops, again and again, until somebody confirms it', async () => {
    const found = await judged(changed(), { seen });
    expect(found).toMatchObject({ sealTo: null, stops: [{ code: 'ENROLMENT_KEY_CHANGED' }] });
    expect(found.seen.organisation).toEqual(seen.organisation);
    expect((await judged(changed(), { seen: found.seen })).sealTo).toBeNull();
    const confirmed = await judged(changed(), { seen: { ...found.seen, organisation: null } });
    expect(confirmed.sealTo).not.toBeNull();
    expect(confirmed.seen.organisation?.enrolmentKey).toBe(to);
  });

  it('goes on when the old key signed the new one', async () => {
    const signature = await signKeyChange({ organisation: ORGANISATION, to }, keys.enrolment.signingKey);
    const found = await judged(changed(signature), { seen });
    expect(found).toMatchObject({ stops: [], warnings: [{ code: 'ENROLMENT_KEY_REPLACED' }] });
    expect(found.seen.organisation?.enrolmentKey).toBe(to);
  });

  it('stops when the old key signed something else, or another key signed', async () => {
    const otherKey = toBase64url(keys.stranger.publicKey);
    const wrong = await Promise.all([
      signKeyChange({ organisation: uuidAt(1), to }, keys.enrolment.signingKey),
      signKeyChange({ organisation: ORGANISATION, to: otherKey }, keys.enrolment.signingKey),
      signKeyChange({ organisation: ORGANISATION, to }, newKey.signingKey),
      'no signed text at all',
    ]);
    for (const signature of wrong) {
      expect(codes((await judged(changed(signature), { seen })).stops)).toEqual(['ENROLMENT_KEY_CHANGED']);
    }
  });
});

it('lets versions begin anew under new keys of a node, which a thief may have driven to the end', async () => {
  const fast = await judged({ edit: { timestamp: (signed) => ({ ...signed, version: Number.MAX_SAFE_INTEGER }) } });
  expect(await refusal(sound, { seen: fast.seen })).toBe('ROLLBACK timestamp');
  const added = await keyRecord([newKey]);
  const newRole = await role([newKey], 1);
  const rotated = await proofTexts({
    laterRoots: [
      {
        edit: (signed) => ({
          ...signed,
          keys: { ...(signed.keys as object), ...added },
          roles: { ...(signed.roles as object), timestamp: newRole },
        }),
        signers: keys.root,
      },
    ],
    signers: { timestamp: [newKey] },
    edit: { timestamp: (signed) => ({ ...signed, version: 1 }) },
  });
  expect(await refusal(rotated, { seen: fast.seen })).toBeNull();
});

it('never proves another key, whichever character of whichever text is changed', async () => {
  const names = [
    'registry',
    'timestamp',
    'snapshot',
    'targets',
    'organisations',
    'statement',
    'revocations',
    'roots',
  ] as const;
  const pinned = sound.roots[0] ?? '';
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.oneof(
        fc.constantFrom(...'0123456789abcdefAZ"{}[],:.-_ \\'),
        fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
      ),
      fc.boolean(),
      async (name, at, character, isPinned) => {
        const text = (name === 'roots' ? sound.roots[0] : sound[name]) ?? '';
        const place = at % text.length;
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        const texts = { ...sound, [name]: name === 'roots' ? [changed] : changed };
        let found: OrganisationProof | null = null;
        const refused = await refusalOf(async () => {
          found = await proveOrganisation(texts, trust(isPinned ? { pinnedRoot: pinned } : {}));
        });
        if (refused !== null) return;
        expect(found).toMatchObject({ organisation: proved.organisation, certificates: proved.certificates });
        expect([null, proved.sealTo?.recipient]).toContain(
          (found as OrganisationProof | null)?.sealTo?.recipient ?? null,
        );
      },
    ),
    { numRuns: 300 },
  );
});
