import { useQueryClient } from '@tanstack/react-query';
import type { Case } from '#casework/case/case.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { withdrawalToPassOn } from '#casework/matter/to-pass-on.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { tell } from './begin.ts';
import { withdrawFrom } from './consents.ts';

/** The person withdrew where somebody else could hear it: whoever told others passes it on. */
export function PassOnWithdrawal(props: { matters: readonly ListedMatter[]; found: Case; own: string }) {
  const { matters, found, own } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const toPassOn = withdrawalToPassOn(matters, found.stays, own);
  const telling = useDoing({
    mutationFn: async () => withdrawFrom(toPassOn?.untold ?? [], own),
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  const staying = useDoing({
    mutationFn: async () => {
      if (toPassOn === null) return;
      await tell({ kind: 'person_stays', body: { case: found.id, withdrawal: toPassOn.withdrawal } }, own);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  if (toPassOn === null) return null;
  return (
    <section className="warning alarm" aria-label={t('passOn.title')}>
      <h2>{t('passOn.title')}</h2>
      <p>
        {t('passOn.by')} <ProvedName organisation={toPassOn.by} />. {t('passOn.untold')}
      </p>
      <ul>
        {toPassOn.untold.map(({ counterpart, thread }) => (
          <li key={`${counterpart} ${thread}`}>
            <ProvedName organisation={counterpart} />
          </li>
        ))}
      </ul>
      <p>{t('passOn.text')}</p>
      {/* A question that was asked of one withdrawal is not answered for another. */}
      {telling.isPending || staying.isPending ? null : (
        <div className="actions" key={toPassOn.withdrawal}>
          <SureButton label={t('passOn.action')} onSure={() => telling.mutate()}>
            {t('passOn.sure')}
          </SureButton>
          <SureButton label={t('passOn.stays')} onSure={() => staying.mutate()}>
            {t('passOn.stays.sure')}
          </SureButton>
        </div>
      )}
      {staying.error === null ? null : <Refused error={staying.error} />}
      {telling.error === null ? null : <Refused error={telling.error} />}
    </section>
  );
}
