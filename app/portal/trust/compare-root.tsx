import type { ProvedKey } from '#app/vault/prove-key.ts';
import { MEMBERS_NEEDED, type TrustRecord } from '#casework/trust-record.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';
import { CompareWords } from './compare-words.tsx';
import { Comparisons } from './comparisons.tsx';

/** Where no registry vouches for a State, a person does; against the registry, or against what was compared before, two do. */
export function CompareRoot(props: {
  proved: ProvedKey;
  record: TrustRecord;
  own: OwnPortalOrganisation;
  onDone: () => void;
}) {
  const t = usePortalText();
  const { proved, record, own, onDone } = props;
  const { state, shownRoot } = proved;
  if (shownRoot === null || !needsComparison(proved)) return null;
  const { root, words } = shownRoot;
  const known = record.states.get(state);
  const registryRoot = proved.outcome === 'proved' ? proved.proof.vouchedBy.registryRoot : null;
  const needsTwo = known?.pin != null;
  const comparisons = (known?.comparisons ?? []).filter(
    (each, place) => place >= (known?.pin?.place ?? 0) && each.root === root && each.registryRoot === registryRoot,
  );
  return (
    <section>
      <h2>{t('compare.root.title')}</h2>
      <p>{t('compare.root.text', { state: stateNameOf(t, state) })}</p>
      {needsTwo ? <p>{t('compare.root.two', { count: MEMBERS_NEEDED })}</p> : null}
      <p className="words" id="root-words" translate="no">
        {words}
      </p>
      <Comparisons comparisons={comparisons} own={own} />
      <CompareWords
        compared={{ kind: 'root_compared', body: { state, root, registryRoot } }}
        action={t('compare.root.action')}
        own={own.id}
        onDone={onDone}
      />
    </section>
  );
}

function needsComparison(proved: ProvedKey): boolean {
  if (proved.outcome === 'refused') {
    // A root that does not follow from a compared one: the State may have begun anew.
    return ['NOT_ENDORSED', 'REGISTRY_DISAGREES'].includes(proved.code) || isLostPin(proved);
  }
  return proved.proof.stops.some(({ code }) => code === 'REGISTRY_DISAGREES');
}

function isLostPin({ code, pin }: Extract<ProvedKey, { outcome: 'refused' }>): boolean {
  return code === 'ROOT_UNKNOWN' && pin !== null;
}
