/**
 * Signs that a record names a person instead of an institution. A heuristic can only ask a person to look: what it
 * finds is refused until the text is changed or the mailbox stands, with a reason, in `office-mailboxes.json`.
 */

const HONORIFIC = /\b(?:Mr|Mrs|Ms|Miss|Mme|Herr|Frau|Dott|Dott\.ssa)\.?\s+\p{Lu}\p{Ll}+/u;
const TITLE_AND_NAME = /\b(?:Dr|Prof)\.\s+(?:\p{Lu}\p{Ll}+\s+)?\p{Lu}\p{Ll}+/u;

export function namesAPerson(text: string): boolean {
  return HONORIFIC.test(text) || TITLE_AND_NAME.test(text);
}

/** `first.last@`, `f.last@` and `first_last@`: how organisations address their people, seldom their offices. */
export function looksLikePersonalMailbox(mailbox: string): boolean {
  const local = mailbox.split('@')[0]?.toLowerCase() ?? '';
  return /^\p{L}+[._]\p{L}{2,}$/u.test(local);
}

export function mailboxesIn(text: string): string[] {
  return text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
}
