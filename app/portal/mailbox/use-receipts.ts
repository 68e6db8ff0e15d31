import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ReceiptsDocument } from '#app/queries/portal/mailbox.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal } from '../ask.ts';
import { MAILBOX } from './read-mailbox.ts';

/** What the node says of storing an own message, and whether that is so. */
export type ShownReceipt =
  | { outcome: 'stored' /** Beginning of the hour (RFC 3339). */; hour: string /** JWS */; receipt: string }
  | { outcome: 'missing' | 'wrong' };

/** So many are asked for at once. */
const MANY = 100;

/** By envelope, for the own messages of a conversation. What a receipt proves it proves for good: it is asked for once. */
export function useReceipts(counterpart: string, thread: string): ReadonlyMap<string, ShownReceipt> {
  const queries = useQueryClient();
  const queryKey = [...MAILBOX, 'shown', 'receipts', counterpart, thread];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      const known = queries.getQueryData<Map<string, ShownReceipt>>(queryKey) ?? NONE;
      const shown = new Map([...known].filter(([, { outcome }]) => outcome === 'stored'));
      const ids = (await vault().sentMessages(counterpart, thread)).filter((id) => !shown.has(id));
      for (let from = 0; from < ids.length; from += MANY) {
        const asked = ids.slice(from, from + MANY);
        for (const [id, receipt] of await receiptsOf(counterpart, asked)) shown.set(id, receipt);
      }
      return shown;
    },
    structuralSharing: false,
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, ShownReceipt> = new Map();

async function receiptsOf(counterpart: string, ids: readonly string[]): Promise<Map<string, ShownReceipt>> {
  const { nodeKey, sentEnvelopes } = await askPortal(ReceiptsDocument, { ids: [...ids] });
  const hours = await vault().checkReceipts(counterpart, nodeKey, sentEnvelopes);
  const receipts = new Map(sentEnvelopes.map(({ id, receipt }) => [id, receipt]));
  return new Map(ids.map((id) => [id, shownReceipt(receipts.get(id), hours.get(id) ?? null)]));
}

function shownReceipt(receipt: string | undefined, hour: string | null): ShownReceipt {
  if (receipt === undefined) return { outcome: 'missing' };
  return hour === null ? { outcome: 'wrong' } : { outcome: 'stored', hour, receipt };
}
