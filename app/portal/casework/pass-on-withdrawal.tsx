import { useQueryClient } from '@tanstack/react-query';
import type { ListedMatter } from '#casework/matter/list.ts';
import { withdrawalToPassOn } from '#casework/matter/to-pass-on.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { withdrawAll } from './consents.ts';

/** The person withdrew where somebody else could hear it: whoever told others passes it on. */
export function PassOnWithdrawal(props: { matters: readonly ListedMatter[]; caseId: string; own: string }) {
  const { matters, caseId, own } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const toPassOn = withdrawalToPassOn(matters, own);
  const telling = useDoing({
    mutationFn: () => withdrawAll(caseId, own),
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  if (toPassOn === null) return null;
  return (
    <section className="warning alarm" aria-label={t('passOn.title')}>
      <h2>{t('passOn.title')}</h2>
      <p>
        {t('passOn.by')} <ProvedName organisation={toPassOn.by} />. {t('passOn.text')}
      </p>
      <ul>
        {toPassOn.untold.map(({ counterpart, thread }) => (
          <li key={`${counterpart} ${thread}`}>
            <ProvedName organisation={counterpart} />
          </li>
        ))}
      </ul>
      <SureButton label={t('passOn.action')} onSure={() => telling.mutate()}>
        {t('case.withdraw.sure')}
      </SureButton>
      {telling.error === null ? null : <Refused error={telling.error} />}
    </section>
  );
}
