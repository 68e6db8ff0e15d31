import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { giveOlderPeriods, ORGANISATION, type OwnPortalOrganisation } from './organisation.ts';

/** A newcomer opens what is written from now on; what came before is given only on purpose. */
export function OlderKeys({ own, number }: { own: OwnPortalOrganisation; number: number }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const giving = useMutation({
    mutationFn: () => giveOlderPeriods(own, number),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  if (giving.isSuccess) return <p role="status">{t('olderKeys.done')}</p>;
  return (
    <>
      <button type="button" className="quiet" disabled={giving.isPending} onClick={() => giving.mutate()}>
        {t('olderKeys.action')}
      </button>
      {giving.isError ? <Refused error={giving.error} /> : null}
    </>
  );
}
