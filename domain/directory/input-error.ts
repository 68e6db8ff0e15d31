/** Why a question to the directory was refused. The codes are public: clients decide by them. */
export type InputErrorCode =
  | 'BAD_CODE'
  | 'BAD_CURSOR'
  | 'BAD_RANGE'
  | 'BAD_TEXT'
  | 'TOO_COSTLY'
  | 'TOO_LONG'
  | 'NOT_FOUND';

export class InputError extends Error {
  override readonly name = 'InputError';

  /** @param sentence one plain sentence for the person who asked */
  constructor(
    readonly code: InputErrorCode,
    sentence: string,
  ) {
    super(sentence);
  }
}
