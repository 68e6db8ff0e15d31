import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Written } from '#casework/trust-record.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { setAside } from './compare.ts';

/** The button by which something of the trust record does not count any more, and who wants that already. */
export function SetAside(props: { written: Written; isComparison: boolean; own: OwnPortalOrganisation }) {
  const { written, isComparison, own } = props;
  const { hash, by, doubtedBy } = written;
  const t = usePortalText();
  const queries = useQueryClient();
  const setting = useMutation({
    mutationFn: () => setAside(hash, own.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      await queries.invalidateQueries({ queryKey: ['proved name'] });
    },
  });
  const me = own.members.find(({ isMe }) => isMe)?.number ?? null;
  if (me === null) return null;
  const isOwn = isComparison && by.length === 1 && by[0] === me;
  return (
    <>
      {doubtedBy.length === 0 ? null : (
        <p className="warning">
          {t('setAside.doubted', { names: doubtedBy.map((number) => memberName(t, own, number)).join(', ') })}
        </p>
      )}
      {setting.isError ? <Refused error={setting.error} /> : null}
      {doubtedBy.includes(me) ? null : (
        <SureButton label={t(isOwn ? 'setAside.own' : 'setAside.other')} onSure={() => setting.mutate()}>
          {t(isOwn ? 'setAside.own.sure' : 'setAside.other.sure')}
        </SureButton>
      )}
    </>
  );
}
