/**
 * Signs that a record names a person instead of an institution. A heuristic can only ask a person to look: what it
 * finds is refused until the text is changed or the mailbox stands, with a reason, in `office-mailboxes.json`.
 */

/** `Novak`, `NOVAK`, `O'Brien`, `A. Novak` */
const NAME = "\\p{Lu}(?:\\p{L}|['’]\\p{Lu}|\\.\\s?\\p{Lu})";
const HONORIFIC = new RegExp(`(?<!\\p{L})(?:Mr|Mrs|Ms|Miss|Mme|Herr|Frau|Dott\\.ssa|Dott)\\.?\\s+${NAME}`, 'u');
const TITLE_AND_NAME = new RegExp(`(?<!\\p{L})(?:Dr|Prof)\\.?\\s+(?:\\p{Ll}+\\.\\s*)*${NAME}`, 'u');

export function namesAPerson(text: string): boolean {
  return HONORIFIC.test(text) || TITLE_AND_NAME.test(text);
}

/** `first.last@`, `f.last@`, `first_last2@`: how organisations address their people, seldom their offices. */
export function looksLikePersonalMailbox(mailbox: string): boolean {
  const local = mailbox.split('@')[0]?.toLowerCase() ?? '';
  return /^\p{L}[\p{L}-]*[._]\p{L}[\p{L}-]+\d*(?:\+.*)?$/u.test(local);
}

export function mailboxesIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu) ?? [];
}
