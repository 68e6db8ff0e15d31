import { Refusal } from '../refusal.ts';

/**
 * Runs work that takes a name. Somebody else may take it in the same moment, so the database decides.
 *
 * @throws Refusal NAME_TAKEN, ADDRESS_TAKEN
 */
export async function takingNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { constraint_name: constraint } = error as { constraint_name?: string };
    if (constraint === 'account_sign_in_name_key') throw nameTaken();
    if (constraint === 'organisation_address_key') {
      throw new Refusal('ADDRESS_TAKEN', 'Another organisation of this node has this address: please choose another.');
    }
    throw error;
  }
}

export function nameTaken(): Refusal {
  return new Refusal('NAME_TAKEN', 'Somebody on this node signs in with this name already: please choose another.');
}
