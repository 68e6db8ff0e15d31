import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  BlockedOrganisationsDocument,
  BlockOrganisationDocument,
  UnblockOrganisationDocument,
} from '#app/queries/portal/mailbox.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';

const BLOCKED = ['blocked organisations'];

/** Whether messages of an organisation are taken, and the way to change it. For caseworkers. */
export function Block({ organisation }: { organisation: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const { data: blocked } = useQuery({
    queryKey: BLOCKED,
    queryFn: async () => (await askPortal(BlockedOrganisationsDocument, {})).blockedOrganisations,
  });
  const changing = useMutation({
    mutationFn: async (shall: boolean) => {
      if (shall) unlessRefused((await askPortal(BlockOrganisationDocument, { id: organisation })).blockOrganisation);
      else unlessRefused((await askPortal(UnblockOrganisationDocument, { id: organisation })).unblockOrganisation);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: BLOCKED }),
  });
  if (blocked === undefined) return null;
  return (
    <>
      <h2>{t('block.title')}</h2>
      {blocked.includes(organisation) ? (
        <>
          <p role="status">{t('block.blocked')}</p>
          <button type="button" className="quiet" onClick={() => changing.mutate(false)}>
            {t('block.undo')}
          </button>
        </>
      ) : (
        <SureButton label={t('block.action')} onSure={() => changing.mutate(true)}>
          {t('block.sure')}
        </SureButton>
      )}
      {changing.error === null ? null : <Refused error={changing.error} />}
    </>
  );
}
