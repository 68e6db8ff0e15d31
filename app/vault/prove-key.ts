import { fromBase64url } from '#crypto/bytes.ts';
import { ProofError, type ProofErrorCode, type ProofFile } from '#crypto/verify/proof-error.ts';
import {
  type OrganisationProof,
  type ProofTexts,
  proveOrganisation,
  type Trust,
} from '#crypto/verify/prove-organisation.ts';
import { readRegistryKeys } from '#crypto/verify/registry-keys.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { fingerprint } from '#crypto/words.ts';

/** What a page asks to have proved. */
export interface AskedProof extends Omit<Trust, 'registry'> {
  texts: ProofTexts;
  /** As they came with the code; null where it came with none. */
  registryKeys: string | null;
}

/** An error would lose its code on the way out of the worker. */
export type ProvedKey =
  | { outcome: 'proved'; proof: OrganisationProof /** Of the enrolment key. */; words: string }
  | {
      outcome: 'refused';
      code: ProofErrorCode;
      file: ProofFile;
      /** Of the State's last root, as the node shows it; null when it is none. */
      rootWords: string | null;
    };

/** Proves the key of an organisation; nothing that the node sent makes it fail otherwise than by saying why. */
export async function proveKey({ texts, registryKeys, ...trust }: AskedProof): Promise<ProvedKey> {
  try {
    const registry = registryKeys === null ? null : await readRegistryKeys(registryKeys);
    const proof = await proveOrganisation(texts, { ...trust, registry });
    return { outcome: 'proved', proof, words: await fingerprint(fromBase64url(proof.organisation.enrolmentKey)) };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    const words = await rootWords(texts.roots.at(-1) ?? '').catch(() => null);
    return { outcome: 'refused', code: error.code, file: error.file, rootWords: words };
  }
}
