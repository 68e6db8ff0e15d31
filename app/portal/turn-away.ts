import { TurnAwayNewcomerDocument } from '#app/queries/portal/organisation.ts';
import { askPortal, unlessRefused } from './ask.ts';

/** As an administrator: the account of a newcomer who is not to be certified goes. @throws PortalRefusal */
export async function turnAway(accountId: string): Promise<void> {
  unlessRefused((await askPortal(TurnAwayNewcomerDocument, { accountId })).turnAwayNewcomer);
}
