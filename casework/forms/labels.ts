import type { CodeList } from './code-lists.ts';
import english from './labels/en.json';

/**
 * The words of forms. Keys: `field.F`, `hint.F` where a field needs one, `section.FORM.S`, `form.FORM`, `code.LIST.C`, `scope.S`, `none.N`.
 */
export type Labels = Readonly<Record<string, string>>;

/** In which forms can be read and printed. */
export const FORM_LANGUAGES = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
export type FormLanguage = (typeof FORM_LANGUAGES)[number];

/** In English; the others are fetched by whoever shows them. */
export const ENGLISH: Labels = english;

/** @returns what stands for a key, or the key's last part where a newer form has one that nobody has named yet */
export function labelOf(labels: Labels, key: string): string {
  return labels[key] ?? ENGLISH[key] ?? key.slice(key.lastIndexOf('.') + 1);
}

export function codeKey(list: CodeList, code: string): string {
  return `code.${list}.${code}`;
}
