import { leadOf } from '#casework/matter/lead.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { isOver } from '#casework/matter/over.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { usePortalText } from '../text.tsx';

/** Who brings others into a case. Nothing before somebody was told of it. */
export function LeadLine({ matters, own }: { matters: readonly ListedMatter[]; own: string }) {
  const t = usePortalText();
  if (!matters.some(({ matter }) => matter.standing.lead !== null && !isOver(matter.standing))) return null;
  const lead = leadOf(matters, own);
  return lead === own ? (
    <p>{t('lead.ours')}</p>
  ) : (
    <p>
      {t('lead.theirs')}{' '}
      <strong>
        <ProvedName organisation={lead} />
      </strong>
      . {t('lead.theirs.text')}
    </p>
  );
}
