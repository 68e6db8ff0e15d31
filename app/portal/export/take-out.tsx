import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '#casework/conversation.ts';
import type { Export } from '#casework/exports.ts';
import { saveBytes } from '../attachments/save-file.ts';
import { exactTime } from '../exact-time.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { exportMatter } from './export-matter.ts';

/** Takes a matter out of the portal, and says who has done so before. */
export function TakeOut(props: { conversation: Conversation; exports: readonly Export[]; own: OwnPortalOrganisation }) {
  const { conversation, exports, own } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: () => exportMatter(t, conversation, own),
    onSuccess: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  return (
    <details>
      <summary>{t('export.title')}</summary>
      <p>{t('export.text')}</p>
      {exports.map(({ by, at }) => (
        <p key={`${by} ${at}`} className="muted">
          {t('export.by', { name: memberName(t, own, by), time: exactTime(t, at) })}
        </p>
      ))}
      {taking.data === undefined ? (
        <button type="button" className="quiet" disabled={taking.isPending} onClick={() => taking.mutate()}>
          {t(taking.isPending ? 'export.pending' : 'export.action')}
        </button>
      ) : (
        <>
          <p>{t('export.words')}</p>
          <p className="words" id="export-words" translate="no">
            {taking.data.words}
          </p>
          <p>{t('export.open')}</p>
          <button
            type="button"
            onClick={() => saveBytes(taking.data.sealed, `matter-${new Date().toISOString().slice(0, 10)}.age`)}
          >
            {t('export.save')}
          </button>
        </>
      )}
      {taking.error === null ? null : <Refused error={taking.error} />}
    </details>
  );
}
