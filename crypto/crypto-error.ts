/** Each names the check that failed. */
export type CryptoErrorCode =
  | 'BAD_ENCODING'
  | 'BAD_JSON'
  | 'BAD_KEY'
  | 'BAD_JWS'
  | 'WRONG_TYP'
  | 'BAD_SIGNATURE'
  | 'BAD_RECIPIENT'
  | 'BAD_IDENTITY'
  | 'NOT_FOR_US'
  | 'BAD_CIPHERTEXT'
  | 'BAD_PADDING'
  | 'TOO_LONG'
  | 'WRONG_KEY'
  | 'BAD_RECOVERY_CODE'
  | 'BAD_RECOVERY_KIT'
  | 'BAD_BUNDLE'
  | 'UNKNOWN_OPENER'
  | 'BAD_STATEMENT'
  | 'BAD_REVOCATIONS'
  | 'NOT_NEXT'
  | 'BAD_KEY_CHANGE'
  | 'BAD_INVITATION'
  | 'BAD_EVENT'
  | 'BAD_ENVELOPE'
  | 'TOO_LARGE'
  | 'WRONG_ENVELOPE'
  | 'UNKNOWN_AUTHOR'
  | 'AUTHOR_REVOKED'
  | 'BAD_RECEIPT'
  | 'BAD_ACKNOWLEDGEMENT';

/**
 * The only error that this folder throws, whatever bytes it is given; `verify` has one of its own.
 *
 * The message is one plain sentence for a log or a developer; the interface words the code in the reader's language. It never
 * repeats input, which may be secret, and carries no `cause`, whose message might.
 */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  readonly code: CryptoErrorCode;

  constructor(code: CryptoErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
