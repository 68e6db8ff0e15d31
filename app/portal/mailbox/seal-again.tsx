import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SealAgainDocument, SentEnvelopesDocument } from '#app/queries/portal/mailbox.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { prove } from '../prove.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { MAILBOX } from './read-mailbox.ts';
import { proveForSealing } from './send.ts';

/** So many are sealed at once: of the largest, more would be too long for one post. */
const MANY = 10;
/** The node is asked for no more at once. */
const MOST = 1000;

/** Where the other side has lost a key: what was sealed to it and nobody there has opened is sealed again, when somebody wants it. */
export function SealAgain({ counterpart, thread }: { counterpart: string; thread: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const { data: due = [] } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'seal again', counterpart, thread],
    queryFn: () => sealedToLostKeys(counterpart, thread),
  });
  const sealing = useMutation({
    mutationFn: async () => {
      await proveForSealing(counterpart);
      for (let from = 0; from < due.length; from += MANY) {
        const envelopes = await vault().sealAgain(counterpart, due.slice(from, from + MANY));
        unlessRefused((await askPortal(SealAgainDocument, { input: envelopes })).sealEnvelopesAgain);
        await vault().noteStored(envelopes);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [...MAILBOX, 'shown'] }),
  });
  if (due.length === 0) return null;
  return (
    <div className="warning">
      <p>{t('sealAgain.text')}</p>
      <button type="button" disabled={sealing.isPending} onClick={() => sealing.mutate()}>
        {t('sealAgain.action')}
      </button>
      {sealing.error === null ? null : <Refused error={sealing.error} />}
    </div>
  );
}

/** Marks of what was opened are among them. */
async function sealedToLostKeys(counterpart: string, thread: string): Promise<string[]> {
  const unopened = await vault().unopenedByThem(counterpart, thread);
  if (unopened.length === 0) return [];
  await prove(counterpart);
  const { sentEnvelopes } = await askPortal(SentEnvelopesDocument, { ids: unopened.slice(-MOST) });
  const waiting = sentEnvelopes.filter(({ acknowledged, isGone }) => !acknowledged && !isGone);
  return vault().sealedToLostKeys(counterpart, waiting);
}
