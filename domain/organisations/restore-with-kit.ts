import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Database } from '#db/client.ts';
import { readBundle } from '../accounts/bundle.ts';
import { assertRecord } from '../accounts/opaque-server.ts';
import { readSignInName } from '../accounts/sign-in-name.ts';
import { takingNames } from '../accounts/taken-names.ts';
import type { Throttle } from '../accounts/throttle.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { readAuthenticator } from './kit-proof.ts';
import { notNext, verifiedNext } from './next-statement.ts';
import type { OrganisationKind } from './organisation.ts';

/** What the holder of an organisation's printed kit needs to begin anew. */
export interface OpenedKit {
  kind: OrganisationKind;
  enrolmentKey: string;
  /** JWS */
  statement: string;
  /** Those that are sealed to the kit. */
  sealedKeys: SealedKey[];
  /** From the kit's enrolment key to the one of now: JWS, the oldest first. */
  keyChanges: string[];
}

/** Whoever says to hold a kit. */
export interface KitHolder {
  organisationId: string;
  /** 32 bytes as base64url. */
  authenticator: string;
  /** Network address, for counting tries. */
  from: string;
}

/** @throws Refusal BAD_KIT, the same for an unknown organisation and for another kit; TOO_MANY_TRIES */
export async function openKit(
  sql: Database,
  throttle: Throttle,
  { organisationId, authenticator, from }: KitHolder,
): Promise<OpenedKit> {
  await throttle.countVisit(from);
  const [opened] = isUuid(organisationId)
    ? await sql<
        (OpenedKit | { statement: null })[]
      >`select * from gate.open_kit(${organisationId}, ${readAuthenticator(authenticator)})`
    : [];
  if (opened?.statement == null) throw wrongKit();
  return opened;
}

/**
 * Makes the account of a new administrator, whom the kit certifies.
 *
 * @throws Refusal BAD_KIT, TOO_MANY_TRIES, BAD_ID, BAD_NAME, NAME_TAKEN, BAD_OPAQUE, BAD_BUNDLE, BAD_STATEMENT, NOT_NEXT,
 *   BAD_SEALED_KEY
 */
export async function restoreWithKit(
  sql: Database,
  throttle: Throttle,
  asked: KitHolder & {
    accountId: string;
    signInName: string;
    record: string;
    bundle: string;
    statement: string;
    number: number;
    sealedKeys: readonly SealedKey[];
  },
): Promise<void> {
  if (!isUuid(asked.accountId)) throw new Refusal('BAD_ID', 'This is no account.');
  const signInName = readSignInName(asked.signInName);
  const bundle = readBundle(asked.bundle);
  assertRecord(asked.record);
  const before = await openKit(sql, throttle, asked);
  const { organisationId, number, accountId } = asked;
  const next = await verifiedNext({ ...before, organisationId }, { ...asked, newcomers: [{ number, accountId }] });
  if (next.hasNewKit) throw new Refusal('BAD_KIT', 'A kit restores, and names no other kit.');
  const [answer] = await takingNames(
    () => sql<{ taken: boolean }[]>`
      select gate.restore_with_kit(
        ${organisationId}, ${readAuthenticator(asked.authenticator)}, ${accountId}, ${signInName}, ${asked.record}, ${bundle},
        ${next.previousVersion}, ${next.version}, ${asked.statement}, ${sql.json(next.members as never)},
        ${sql.json(next.sealedKeys as never)}
      ) as taken`,
  );
  if (answer?.taken !== true) throw notNext('The organisation changed in the meantime: please begin again.');
}

function wrongKit(): Refusal {
  return new Refusal('BAD_KIT', 'There is no organisation with this kit.');
}
