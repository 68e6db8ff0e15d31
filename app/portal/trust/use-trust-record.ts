import { useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';

/**
 * What the own organisation has seen and compared, as soon as its mailbox was read.
 *
 * @returns `record` null for whoever is no caseworker: only they read and write it
 */
export function useTrustRecord() {
  const mailbox = useMailbox();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const { data: record } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'trust'],
    queryFn: () => vault().trustRecord(),
    enabled: !mailbox.isReading,
  });
  const isReady = !mailbox.isReading && record !== undefined;
  return { mailbox, isReady, record: mailbox.error === null ? (record ?? null) : null, own: own ?? null };
}
