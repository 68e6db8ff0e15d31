import { ConfirmDetailsDocument, LastCheckDocument } from '#app/queries/portal/organisation.ts';
import type { LastCheck } from '#casework/consent/checked-lately.ts';
import { askPortal, unlessRefused } from '../ask.ts';

/** Of an organisation that is not active, or that this node does not know. */
const UNKNOWN: LastCheck = { lastCheckedOn: null, isCheckOverdue: true };

/** When an organisation was last checked, asked anew each time: a page may stay open over night. @param organisation UUID */
export function lastCheckOf(organisation: string) {
  return {
    queryKey: ['last check', organisation],
    queryFn: async (): Promise<LastCheck> =>
      (await askPortal(LastCheckDocument, { id: organisation })).organisation ?? UNKNOWN,
    staleTime: 0,
  };
}

/** @throws PortalRefusal NOT_ALLOWED for whoever is no administrator of an active organisation */
export async function confirmDetails(): Promise<void> {
  unlessRefused((await askPortal(ConfirmDetailsDocument, {})).confirmDetails);
}
