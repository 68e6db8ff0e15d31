import type { Matter, MatterState } from '#casework/matter/matter.ts';
import { usePortalText } from '../text.tsx';

const ENQUIRY: readonly MatterState[] = ['ENQUIRY_SENT', 'ENQUIRY_ANSWERED'];
const REFERRAL: readonly MatterState[] = [
  'DELIVERED',
  'ACKNOWLEDGED',
  'ACCEPTED',
  'HANDOVER_AGREED',
  'HANDED_OVER',
  'SERVICE_STARTED',
  'FOLLOW_UP',
  'CLOSED',
];

/** The usual way of a matter, and how far this one has come. A state beside the way stands at its end. */
export function PathOfMatter({ matter }: { matter: Matter }) {
  const t = usePortalText();
  const { state, acts, standing } = matter;
  if (standing.course === 'NONE') return null;
  const isReferral = acts.some(({ kind, verdict }) => kind === 'referral' && verdict === 'counts');
  const usual = isReferral ? REFERRAL : ENQUIRY;
  const came = new Set<MatterState>(
    acts.filter(({ verdict }) => verdict === 'counts').flatMap(({ kind }) => REACHED_BY[kind] ?? []),
  );
  if (standing.handedOverBy.length > 1) came.add('HANDED_OVER');
  const isBeside = !usual.includes(state);
  return (
    <ol className="path" aria-label={t('path.label')}>
      {usual.map((step) => (
        <li
          key={step}
          className={came.has(step) ? 'reached' : undefined}
          aria-current={step === state ? 'step' : undefined}
        >
          {t(`matterState.${step}`)}
          {came.has(step) && step !== state ? <span className="visually-hidden"> {t('path.reached')}</span> : null}
        </li>
      ))}
      {isBeside ? (
        <li className="beside" aria-current="step">
          {t(`matterState.${state}`)}
        </li>
      ) : null}
    </ol>
  );
}

const REACHED_BY: Partial<Record<Matter['acts'][number]['kind'], MatterState[]>> = {
  enquiry: ['ENQUIRY_SENT'],
  enquiry_answered: ['ENQUIRY_ANSWERED'],
  referral: ['DELIVERED'],
  acknowledged: ['ACKNOWLEDGED'],
  accepted: ['ACKNOWLEDGED', 'ACCEPTED'],
  partly_accepted: ['ACKNOWLEDGED', 'ACCEPTED'],
  handover_agreed: ['HANDOVER_AGREED'],
  service_started: ['SERVICE_STARTED'],
  follow_up: ['FOLLOW_UP'],
  closed: ['CLOSED'],
};
