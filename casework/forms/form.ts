import type { Scope } from '../consent/scopes.ts';
import type { CodeList, DirectoryList } from './code-lists.ts';

/** What people fill in, as data: another form of the same name has another version. Labels are texts of the portal, by key. */
export interface Form {
  /** Such as `F2`. */
  id: string;
  version: number;
  sections: readonly Section[];
}

/** What one may be told and another not. */
export interface Section {
  id: string;
  /** The consent that it needs; null where nothing in it says who somebody is. */
  scope: Scope | null;
  /** Whoever reads the form reads this before the others. */
  isReadFirst?: true;
  fields: readonly Field[];
}

export interface Field {
  /** Within its form. */
  id: string;
  kind: FieldKind;
  isRequired?: true;
  /** Among what a person says: whoever fills it in answers it, and can say nothing of why it is open. */
  isOurs?: true;
  /** Of a long list, what is chosen most often: it is offered first. */
  often?: readonly string[];
  /** Asked only where the answer to another field is, or holds, one of these. */
  when?: { field: string; isOneOf: readonly string[] };
}

export type FieldKind =
  | { type: 'code' | 'codes'; list: CodeList }
  | { type: 'terms'; list: DirectoryList }
  /** Free words, in the language in which they were written. */
  | { type: 'text'; longest: number }
  | { type: 'number'; least: number; most: number }
  /** A day. */
  | { type: 'date' }
  /** A day and an hour, RFC 3339. */
  | { type: 'time' }
  /** BCP 47 */
  | { type: 'languages' }
  /** ISO 3166-1 alpha-2, any; `XX` where somebody is stateless. */
  | { type: 'countries' };

export function fieldsOfForm(form: Form): Field[] {
  return form.sections.flatMap(({ fields }) => fields);
}
