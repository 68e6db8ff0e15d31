import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Database } from '#db/client.ts';
import { readBundle } from '../accounts/bundle.ts';
import { assertRecord } from '../accounts/opaque-server.ts';
import { readSignInName } from '../accounts/sign-in-name.ts';
import { takingNames } from '../accounts/taken-names.ts';
import type { Throttle } from '../accounts/throttle.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from './organisation.ts';
import { assertSealedKeys } from './sealed-keys.ts';
import { verifiedStatement } from './verified-statement.ts';

/** An organisation with its first member, whose browser made all keys. */
export interface Application {
  accountId: string;
  signInName: string;
  record: string;
  bundle: string;
  organisationId: string;
  kind: string;
  stateCode: string;
  sitsIn: string | null;
  name: string;
  address: string;
  website: string;
  /** Two, independent of each other: an entry in an official register, a named department that confirms by telephone … */
  proofs: readonly string[];
  enrolmentKey: string;
  statement: string;
  sealedKeys: readonly SealedKey[];
  /** Network address, for counting tries. */
  from: string;
}

/** One member has the enrolment key and that of the first period; a printed kit has one more. */
const MOST_SEALED_KEYS = 3;

/**
 * Applies for an organisation: its State's contact point decides.
 *
 * @throws Refusal BAD_ID, BAD_NAME, NAME_TAKEN, BAD_OPAQUE, BAD_BUNDLE, BAD_ORGANISATION, ADDRESS_TAKEN, BAD_STATEMENT,
 *   BAD_SEALED_KEY, TOO_MANY_TRIES
 */
export async function applyAsOrganisation(sql: Database, throttle: Throttle, asked: Application): Promise<void> {
  await throttle.countVisit(asked.from);
  if (!isUuid(asked.accountId) || !isUuid(asked.organisationId)) throw new Refusal('BAD_ID', 'This is no account.');
  const signInName = readSignInName(asked.signInName);
  const bundle = readBundle(asked.bundle);
  assertRecord(asked.record);
  const kind = kindOf(asked.kind);
  await assertState(sql, asked.stateCode);
  if (asked.sitsIn !== null) await assertState(sql, asked.sitsIn);
  if ((kind === 'consular_mission') !== (asked.sitsIn !== null)) {
    throw bad('A consular mission says in which State it is, and nobody else does.');
  }
  const name = line(asked.name, 'The name of the organisation', 3, 120);
  const website = webAddress(asked.website);
  if (asked.proofs.length !== 2) throw bad('Two proofs are needed.');
  const proofs = asked.proofs.map((proof) => line(proof, 'A proof', 10, 500));
  if (proofs[0] === proofs[1]) throw bad('The two proofs must be independent of each other.');
  if (!ADDRESS.test(asked.address)) {
    throw bad(
      'An address has 2 to 40 characters: letters from a to z, digits and hyphens, the first a letter or digit.',
    );
  }
  const { organisationId, enrolmentKey } = asked;
  const statement = await verifiedStatement(asked.statement, { organisationId, kind, enrolmentKey });
  const [first, ...others] = statement.members;
  if (first === undefined || others.length > 0 || statement.version !== 1 || first.number !== 1) {
    throw new Refusal('BAD_STATEMENT', 'A new organisation has one member, number 1.');
  }
  if (asked.sealedKeys.length > MOST_SEALED_KEYS) {
    throw new Refusal('BAD_SEALED_KEY', `A new organisation has at most ${MOST_SEALED_KEYS} sealed keys.`);
  }
  const sealedKeys = assertSealedKeys(asked.sealedKeys, statement);
  await takingNames(
    () => sql`
      select gate.apply_as(
        ${asked.accountId}, ${signInName}, ${asked.record}, ${bundle},
        ${organisationId}, ${kind}, ${asked.stateCode}, ${asked.sitsIn}, ${name}, ${asked.address},
        ${website}, ${proofs}::text[], ${enrolmentKey}, ${asked.statement}, ${first.roles}::text[],
        ${sql.json(sealedKeys as never)}
      )`,
  );
}

const ADDRESS = /^[a-z0-9][a-z0-9-]{1,39}$/;

function kindOf(text: string): OrganisationKind {
  const kind = ORGANISATION_KINDS.find((known) => known === text);
  if (kind === undefined) throw bad('There is no such kind of organisation.');
  return kind;
}

async function assertState(sql: Database, code: string): Promise<void> {
  const [known] = await sql`select 1 from state where code = ${code}`;
  if (known === undefined) throw bad('There is no such State.');
}

function line(text: string, what: string, least: number, most: number): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (clean.length >= least && clean.length <= most) return clean;
  throw bad(`${what} has ${least} to ${most} characters.`);
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.href.length <= 300) return url.href;
  throw bad('The website is an address that begins with https://.');
}

function bad(sentence: string): Refusal {
  return new Refusal('BAD_ORGANISATION', sentence);
}
