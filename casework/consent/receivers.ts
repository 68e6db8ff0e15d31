import type { Agreed } from './consent.ts';
import type { Scope } from './scopes.ts';

/** Bodies to which nothing about a person goes by default, by their kind in the State's signed list: one of these scopes each. */
const NEEDED: Readonly<Record<string, readonly Scope[]>> = {
  police: ['inform_police_origin', 'inform_police_destination'],
  migration: ['contact_migration_authority'],
  consular_mission: ['contact_embassy'],
};

/** Scopes of which a receiver of this kind needs one; none for those who protect and support. */
export function neededFor(kind: string): readonly Scope[] {
  return NEEDED[kind] ?? [];
}

/** Whether something about a person may go to a receiver of this kind at all. */
export function mayBeTold(kind: string, agreed: readonly Agreed[]): boolean {
  const has = (scope: Scope) => agreed.some((each) => each.scope === scope);
  return has('contact_receiver_anonymously') && (neededFor(kind).length === 0 || neededFor(kind).some(has));
}
