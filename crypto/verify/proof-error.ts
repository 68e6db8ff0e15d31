/** The texts of a proof. */
export type ProofFile =
  | 'registry'
  | 'root'
  | 'timestamp'
  | 'snapshot'
  | 'targets'
  | 'organisations'
  | 'statement'
  | 'revocations';

/** Each names the check that failed. */
export type ProofErrorCode =
  | 'TOO_LARGE'
  | 'MALFORMED'
  | 'UNKNOWN_SCHEME'
  | 'BAD_KEY'
  | 'TOO_FEW_SIGNATURES'
  | 'WRONG_VERSION'
  | 'WRONG_CONTENT'
  | 'ROLLBACK'
  | 'FORKED'
  | 'ROOT_UNKNOWN'
  | 'REGISTRY_DISAGREES'
  | 'NOT_ENDORSED'
  | 'WRONG_STATE'
  | 'UNKNOWN_ORGANISATION'
  | 'BAD_STATEMENT'
  | 'WRONG_ORGANISATION'
  | 'BAD_REVOCATIONS';

/**
 * Nothing is proved. The only error that this folder throws, whatever texts it is given.
 *
 * As with `CryptoError` the message is one plain sentence for a log, never repeats input and has no `cause`.
 */
export class ProofError extends Error {
  override readonly name = 'ProofError';
  readonly code: ProofErrorCode;
  /** The text that failed. */
  readonly file: ProofFile;

  constructor(code: ProofErrorCode, file: ProofFile, sentence: string) {
    super(sentence);
    this.code = code;
    this.file = file;
  }
}
