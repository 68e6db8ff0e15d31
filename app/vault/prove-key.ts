import { recordedSeen, type TrustRecord } from '#casework/trust-record.ts';
import { fromBase64url, toUtf8 } from '#crypto/bytes.ts';
import { ProofError, type ProofErrorCode, type ProofFile } from '#crypto/verify/proof-error.ts';
import {
  type OrganisationProof,
  type ProofTexts,
  proveOrganisation,
  type Trust,
} from '#crypto/verify/prove-organisation.ts';
import { readRegistryKeys } from '#crypto/verify/registry-keys.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { seenByBoth } from '#crypto/verify/seen.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import { fingerprint } from '#crypto/words.ts';

/** What a page asks to have proved. */
export interface AskedProof extends Pick<Trust, 'organisation' | 'state' | 'now' | 'seen'> {
  texts: ProofTexts;
  /** As they came with the code; null where it came with none. */
  registryKeys: string | null;
  /** SHA-256 of the pinned root under which this device saw what it has seen of the State; null: under none. */
  seenUnder: string | null;
}

/** A State's last root, as the node shows it, with the words by which people compare it. */
export interface ShownRoot {
  root: string;
  words: string;
}

/** An error would lose its code on the way out of the worker. */
export type ProvedKey = {
  /** The State that vouches, or would. */
  state: string;
  /** Null when it is none. */
  shownRoot: ShownRoot | null;
  /** SHA-256 of the root that members compared, from which the State was proved. */
  pin: string | null;
} & (
  | { outcome: 'proved'; proof: OrganisationProof /** Of the enrolment key. */; words: string }
  | { outcome: 'refused'; code: ProofErrorCode; file: ProofFile }
);

/**
 * Proves the key of an organisation; nothing that the node sent makes it fail otherwise than by saying why.
 *
 * @param record of the own organisation; null when it is not open
 */
export async function proveKey(asked: AskedProof, record: TrustRecord | null): Promise<ProvedKey> {
  const { texts, organisation, now } = asked;
  const { state, seen, pinnedRoot, pin, setAside } = await trustFrom(asked, record);
  const shown = { state, shownRoot: await shownRootOf(texts.roots.at(-1) ?? ''), pin };
  try {
    const registry = asked.registryKeys === null ? null : await readRegistryKeys(asked.registryKeys);
    const trust = { organisation, state, now, seen, registry, pinnedRoot, setAside };
    const proof = await proveOrganisation(texts, trust);
    const words = await fingerprint(fromBase64url(proof.organisation.enrolmentKey));
    return { ...shown, outcome: 'proved', proof, words };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    return { ...shown, outcome: 'refused', code: error.code, file: error.file };
  }
}

/** What the device has seen, and what the organisation has recorded; of the key, the record has the last word. */
async function trustFrom({ organisation, state: asked, seen, seenUnder }: AskedProof, record: TrustRecord | null) {
  const state = record?.organisations.get(organisation)?.state ?? asked;
  const known = record?.states.get(state);
  const pinnedRoot = known?.pin?.root ?? null;
  const pin = pinnedRoot === null ? null : await sha256(toUtf8(pinnedRoot));
  const isSameState = state === asked && seenUnder === pin;
  const onDevice = { ...seen, state: isSameState ? seen.state : null };
  const all = record === null ? onDevice : seenByBoth(recordedSeen(record, organisation, state), onDevice);
  return { state, seen: all, pinnedRoot, pin, setAside: known?.setAside ?? null };
}

async function shownRootOf(text: string): Promise<ShownRoot | null> {
  try {
    return { root: text, words: await rootWords(text) };
  } catch (error) {
    if (error instanceof ProofError) return null;
    throw error;
  }
}
