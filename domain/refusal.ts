/** Why something was not done. The codes are public: pages and other clients decide by them. */
export type RefusalCode =
  | 'NOT_SIGNED_IN'
  | 'WRONG_NAME_OR_PASSPHRASE'
  | 'TOO_MANY_TRIES'
  | 'SIGN_IN_OVER'
  | 'SIGN_IN_AGAIN'
  | 'SECOND_FACTOR_NEEDED'
  | 'NEW_PASSPHRASE_NEEDED'
  | 'WRONG_CODE'
  | 'CODE_USED'
  | 'LAST_FACTOR'
  | 'NO_SUCH_FACTOR'
  | 'TOO_MANY_PASSKEYS'
  | 'BAD_PASSKEY'
  | 'UNKNOWN_PASSKEY'
  | 'PASSKEY_CLONED'
  | 'PASSKEY_OPENS_NOTHING'
  | 'CHALLENGE_SPENT'
  | 'WRONG_NAME_OR_CODE'
  | 'RECOVERY_REFUSED'
  | 'RECOVERY_WAITS_ELSEWHERE'
  | 'LINK_SPENT'
  | 'NAME_TAKEN'
  | 'BAD_ID'
  | 'BAD_NAME'
  | 'BAD_BUNDLE'
  | 'BAD_OPAQUE'
  | 'BAD_ORGANISATION'
  | 'BAD_ROLES'
  | 'BAD_SEALED_KEY'
  | 'BAD_SEALED_STATE'
  | 'BAD_KIT'
  | 'BAD_STATEMENT'
  | 'BAD_KEY_CHANGE'
  | 'KEY_CHANGE_OPEN'
  | 'NO_KEY_CHANGE'
  | 'BAD_TEXT'
  | 'ADDRESS_TAKEN'
  | 'NOT_ALLOWED'
  | 'NOT_NEXT'
  | 'NOTHING_TO_DECIDE'
  | 'NOTHING_TO_PROVE'
  | 'BAD_REASON'
  | 'BAD_ENTRY'
  | 'ENTRY_TAKEN'
  | 'BAD_MAILBOX'
  | 'BAD_ROTA'
  | 'BAD_DAYS'
  | 'BAD_ENVELOPE'
  | 'ID_TAKEN'
  | 'UNKNOWN_RECEIVER'
  | 'RECEIVER_CLOSED'
  | 'PERIOD_OVER'
  | 'WAIT_FOR_ANSWER'
  | 'MAILBOX_FULL'
  | 'BLOCKED'
  | 'UNKNOWN_BLOB'
  | 'BAD_ACKNOWLEDGEMENT'
  | 'UNKNOWN_ENVELOPE'
  | 'NOT_SEALED_AGAIN'
  | 'BAD_BLOB'
  | 'BLOB_TOO_LONG'
  | 'TOO_MUCH_UNPOSTED'
  | 'WRONG_DIGEST'
  | 'DISK_FULL';

/** A refusal that a person can do something about; anything else that goes wrong is a surprise. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param sentence one plain sentence for the person who asked */
  constructor(
    readonly code: RefusalCode,
    sentence: string,
  ) {
    super(sentence);
  }
}
