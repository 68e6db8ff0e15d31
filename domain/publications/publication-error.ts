export type PublicationErrorCode = 'OTHER_ROOT_WORDS' | 'NOT_VALID' | 'OTHER_NODE_KEYS';

/**
 * A publication holds together and is not taken in all the same. What does not hold together is a `ProofError`. Nothing was
 * changed, and the publication that was there before stays.
 */
export class PublicationError extends Error {
  override readonly name = 'PublicationError';

  /** @param sentence one plain sentence for the operator */
  constructor(
    readonly code: PublicationErrorCode,
    sentence: string,
  ) {
    super(sentence);
  }
}
