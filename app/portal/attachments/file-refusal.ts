/** Why a file is not attached. `fileRefusal.…` has the words. */
export type FileRefusalCode =
  | 'UNREADABLE'
  | 'EMPTY'
  | 'TOO_LONG'
  | 'UNKNOWN_KIND'
  | 'DAMAGED'
  | 'ENCRYPTED'
  | 'OLD_OFFICE'
  | 'MACROS'
  | 'EMBEDDED'
  | 'LINKED'
  | 'SIGNED'
  | 'TOO_MUCH_INSIDE'
  | 'PICTURE_TOO_LARGE'
  | 'PICTURES_GARBLED';

/** The only error that cleaning a file throws, whatever bytes it is given. It repeats nothing of them. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';

  constructor(readonly code: FileRefusalCode) {
    super(code);
  }
}
