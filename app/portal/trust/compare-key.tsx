import type { ProvedKey } from '#app/vault/prove-key.ts';
import type { TrustRecord } from '#casework/trust-record.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';
import { CompareWords } from './compare-words.tsx';
import { Comparisons } from './comparisons.tsx';

type Props = {
  proved: Extract<ProvedKey, { outcome: 'proved' }>;
  record: TrustRecord;
  own: OwnPortalOrganisation;
  onDone: () => void;
};

/** The words of an organisation's key were compared with somebody there; after a change that nobody signed, they must be. */
export function CompareKey({ proved, record, own, onDone }: Props) {
  const t = usePortalText();
  const { organisation, stops } = proved.proof;
  const { id, enrolmentKey } = organisation;
  const hasChanged = stops.some(({ code }) => code === 'ENROLMENT_KEY_CHANGED');
  const comparisons = (record.organisations.get(id)?.comparisons ?? []).filter(
    (each) => each.enrolmentKey === enrolmentKey,
  );
  const form = (
    <CompareWords
      compared={{ kind: 'key_compared', body: { organisation: id, state: proved.state, enrolmentKey } }}
      action={t('compare.key.action')}
      own={own.id}
      onDone={onDone}
    />
  );
  if (hasChanged) {
    return (
      <section className="warning">
        <h3>{t('compare.key.changed')}</h3>
        <p>{t('compare.key.changed.text')}</p>
        {form}
      </section>
    );
  }
  return (
    <>
      {comparisons.length === 0 ? <p>{t('compare.key.none')}</p> : null}
      <Comparisons comparisons={comparisons} own={own} />
      <details>
        <summary>{t('compare.key.title')}</summary>
        {form}
      </details>
    </>
  );
}
