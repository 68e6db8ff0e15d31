import { Refusal } from '../refusal.ts';

/**
 * Runs work that takes a name, an id or a key. Somebody else may take it in the same moment, so the database decides.
 *
 * @throws Refusal NAME_TAKEN, ADDRESS_TAKEN, BAD_ID, BAD_ORGANISATION
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
    // Ids and keys are made in browsers by chance: one that is there already was copied.
    if (constraint === 'account_pkey' || constraint === 'invitation_pkey') {
      throw new Refusal('BAD_ID', 'This id is in use already: please begin again.');
    }
    if (constraint === 'organisation_pkey' || constraint === 'organisation_enrolment_key_key') {
      throw new Refusal(
        'BAD_ORGANISATION',
        'There is an organisation with this id or key already: please begin again.',
      );
    }
    throw error;
  }
}

export function nameTaken(): Refusal {
  return new Refusal('NAME_TAKEN', 'Somebody on this node signs in with this name already: please choose another.');
}
