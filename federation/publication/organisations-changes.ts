import { fromBase64url } from '#crypto/bytes.ts';
import { isSignedKeyChange } from '#crypto/key-change.ts';
import type { Organisation, Organisations } from '#crypto/verify/organisations.ts';
import { fingerprint } from '#crypto/words.ts';

/** Who compared the words of a new key, and how. The person is named to the signers only: none of this is published. */
export interface Confirmation {
  /** The twelve words that were compared. */
  words: string;
  by: string;
  /** Not the channel by which the key came. */
  channel: string;
}

/** An organisation as the State's signers write it down. The day of enrolment is set when it is first signed. */
export interface Wish extends Omit<Organisation, 'enrolledOn'> {
  confirmed?: Confirmation | undefined;
}

/** A key that is signed for the first time. */
export interface NewKey {
  organisation: Organisation;
  /** Twelve. */
  words: string;
  isSignedByOldKey: boolean;
  confirmed: Confirmation | null;
}

/** What a signature would change. */
export interface OrganisationsChanges {
  added: Organisation[];
  /** With a sentence for each thing that is different. */
  changed: { organisation: Organisation; differences: string[] }[];
  newKeys: NewKey[];
}

export class WishError extends Error {}

/**
 * The list that the wishes make of the one before.
 *
 * @param previous null for the first
 * @param today YYYY-MM-DD
 * @throws WishError when an organisation of the list before is missing: absence would say nothing, so it stays and is marked
 *   as left
 */
export function nextOrganisations(
  wishes: readonly Wish[],
  previous: Organisations | null,
  { state, dutyKey, today }: { state: string; dutyKey: string; today: string },
): Organisations {
  const missing = previous?.organisations.find(({ id }) => !wishes.some((wish) => wish.id === id));
  if (missing !== undefined) {
    throw new WishError(`${missing.name} is missing: who is gone stays in the list with the standing "left".`);
  }
  const organisations = wishes.map(({ confirmed: _, ...wish }) => {
    const before = previous?.organisations.find(({ id }) => id === wish.id);
    const kept = before?.enrolmentKey === wish.enrolmentKey ? before.previousKeySignature : undefined;
    const signature = wish.previousKeySignature ?? kept;
    const organisation = { ...wish, enrolledOn: before?.enrolledOn ?? today };
    return signature === undefined ? organisation : { ...organisation, previousKeySignature: signature };
  });
  // In one order, whatever the order of writing: what is the same is the same bytes.
  organisations.sort((one, other) => (one.id < other.id ? -1 : 1));
  return { state, dutyKey, organisations };
}

/** What is different, and which keys are new. */
export async function compareOrganisations(
  wishes: readonly Wish[],
  previous: Organisations | null,
  next: Organisations,
): Promise<OrganisationsChanges> {
  const changes: OrganisationsChanges = { added: [], changed: [], newKeys: [] };
  for (const organisation of next.organisations) {
    const before = previous?.organisations.find(({ id }) => id === organisation.id);
    if (before === undefined) changes.added.push(organisation);
    else {
      const differences = differencesOf(before, organisation);
      if (differences.length > 0) changes.changed.push({ organisation, differences });
    }
    if (before?.enrolmentKey === organisation.enrolmentKey) continue;
    const wish = wishes.find(({ id }) => id === organisation.id);
    changes.newKeys.push(await newKeyOf(organisation, before, wish?.confirmed ?? null));
  }
  return changes;
}

async function newKeyOf(
  organisation: Organisation,
  before: Organisation | undefined,
  confirmed: Confirmation | null,
): Promise<NewKey> {
  const { id, enrolmentKey, previousKeySignature } = organisation;
  const isSignedByOldKey =
    before !== undefined &&
    previousKeySignature !== undefined &&
    (await isSignedKeyChange(previousKeySignature, { organisation: id, from: before.enrolmentKey, to: enrolmentKey }));
  return { organisation, words: await fingerprint(fromBase64url(enrolmentKey)), isSignedByOldKey, confirmed };
}

const COMPARED = ['name', 'kind', 'address', 'node', 'standing'] as const;

function differencesOf(before: Organisation, after: Organisation): string[] {
  const differences = COMPARED.filter((member) => before[member] !== after[member]).map(
    (member) => `${member}: ${before[member]} becomes ${after[member]}`,
  );
  return before.enrolmentKey === after.enrolmentKey ? differences : [...differences, 'enrolment key: a new one'];
}
