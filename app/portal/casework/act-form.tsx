import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Case } from '#casework/case/case.ts';
import { mayBeTold } from '#casework/consent/receivers.ts';
import { type Answers, codesOf, withAnswer } from '#casework/forms/answers.ts';
import type { Fault } from '#casework/forms/faults.ts';
import { ACT_FORMS, bodyOf, faultsOfAct, givenBy, type WrittenInPlace } from '#casework/matter/act-forms.ts';
import { type Act, MOST_NAMED } from '#casework/matter/acts.ts';
import { lastAsked } from '#casework/matter/last-asked.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { openProposal } from '#casework/matter/standing.ts';
import { PortalRefusal } from '../ask.ts';
import { exactTime } from '../exact-time.ts';
import { useProved } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { useNow } from '../use-now.ts';
import { Said } from './act-shown.tsx';
import { ChooseOrganisations } from './choose-organisations.tsx';
import { endConsents } from './consents.ts';
import { agreedFor, doAct } from './do-act.ts';
import { FormFields } from './form-fields.tsx';
import { useFormWords } from './form-words.ts';
import { pageOfAct } from './page-of-act.ts';
import { useTakenBack } from './taken-back.ts';
import { useFormDraft } from './use-form-draft.ts';

interface ActDraft {
  answers: Answers;
  /** UUIDs of organisations that should be asked instead. */
  to: readonly string[];
}

/** One act that is open now: what it asks, and the way to seal and send it. */
export function ActForm(props: {
  kind: WrittenInPlace;
  listed: ListedMatter;
  cases: readonly Case[];
  own: string;
  onDone: () => void;
}) {
  const { kind, listed, cases, own, onDone } = props;
  const { counterpart, thread, matter } = listed;
  const t = usePortalText();
  const queries = useQueryClient();
  const words = useFormWords();
  const ownState = useProved(own)?.state;
  const receiver = useProved(counterpart);
  const form = ACT_FORMS[kind];
  // Most offer some of what they were asked for.
  const asked = lastAsked(matter, counterpart);
  const draft = useFormDraft<ActDraft>(pageOfAct(listed, kind), { answers: givenBy(kind), to: [] });
  const { answers, to } = draft.filled;
  // What is agreed to is what stood there when somebody began to agree.
  const [proposal] = useState(() => openProposal(matter.standing, own)?.hash ?? null);
  const [offer] = useState(matter.standing.leadOffer?.hash ?? null);
  const [isWaiting, setIsWaiting] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const sending = useDoing({
    mutationFn: async () => {
      const agreed = agreedFor(listed, cases);
      // Words may say anything: what may not be told to this receiver any more is not said either.
      if (kind === 'info_given' && !mayBeTold(receiver?.kind ?? '', agreed)) throw new PortalRefusal('CONSENT_LAPSED');
      const ends = kind === 'info_given' ? agreed.map(({ until }) => Date.parse(until)) : [];
      const body = bodyOf(kind, answers, { proposal, offer, agreed, to });
      // What was told too late may be told again; what is still agreed to could be told to somebody.
      if (kind === 'withdrawn') await endConsents(cases, listed, own);
      await doAct({ counterpart, thread, kind, body }, own, {
        notAfter: Math.min(...ends),
        onWaiting: () => setIsWaiting(true),
      });
      await draft.drop().catch(() => undefined);
    },
    onSettled: () => setIsWaiting(false),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOfAct(kind, answers);
    setFaults(found);
    if (found.length === 0) sending.mutate();
  };
  if (words === null || (kind === 'redirected' && ownState === undefined)) return null;
  return (
    <form onSubmit={submit} noValidate className="act-form">
      <p>{t(kind === 'withdrawn' && matter.side === 'asked' ? 'act.withdrawn.text.asked' : `act.${kind}.text`)}</p>
      {draft.foundSince === null ? null : (
        <p className="warning">
          {t('drafts.found', { time: exactTime(t, draft.foundSince) })}{' '}
          <button type="button" className="quiet" onClick={() => draft.drop()}>
            {t('drafts.anew')}
          </button>
        </p>
      )}
      {kind === 'handover_agreed' ? <Answered act={actOf(matter, proposal)} lead={t('matter.agreesTo')} /> : null}
      {kind === 'info_given' ? <Answered act={lastQuestion(matter)} /> : null}
      {kind === 'removed' ? <TakenBack matter={matter} /> : null}
      {kind === 'handed_over' ? <StillToCome matter={matter} /> : null}
      {kind === 'redirected' ? (
        <ChooseOrganisations
          chosen={to}
          onChange={(now) => draft.fill({ to: now.slice(0, MOST_NAMED) })}
          own={own}
          but={counterpart}
          firstState={ownState ?? ''}
          title={t('redirect.whom')}
        />
      ) : null}
      <FormFields
        form={form}
        given={givenBy(kind)}
        often={{ services_offered: codesOf(asked?.answers.service_types) }}
        answers={answers}
        onAnswer={(field, answer) => draft.fill({ answers: withAnswer(answers, field, answer) })}
        faults={faults}
        words={words}
      />
      <p className="actions">
        <button type="submit" disabled={sending.isPending}>
          {t(sending.isPending ? 'composer.pending' : `act.${kind}`)}
        </button>
        {isWaiting ? <span role="status">{t('composer.waiting')}</span> : null}
      </p>
      {sending.error === null ? null : <Refused error={sending.error} />}
    </form>
  );
}

function TakenBack({ matter }: { matter: Matter }) {
  const takenBack = useTakenBack(matter);
  return takenBack === null ? null : <p className="proposed">{takenBack}</p>;
}

/** Nobody confirms what has not happened yet. */
function StillToCome({ matter }: { matter: Matter }) {
  const t = usePortalText();
  const now = useNow();
  const act = actOf(matter, matter.standing.agreed);
  if (act?.kind !== 'handover_proposed' || Date.parse(act.body.at) <= now) return null;
  return <p className="warning">{t('act.handed_over.early', { time: exactTime(t, act.body.at) })}</p>;
}

/** What is answered stands where it is answered. */
function Answered({ act, lead }: { act: Act | null; lead?: string }) {
  return act === null ? null : (
    <div className="proposed">
      {lead === undefined ? null : <p>{lead}</p>}
      <Said act={act} />
    </div>
  );
}

function lastQuestion({ acts }: Matter): Act | null {
  return acts.findLast(({ kind, verdict }) => kind === 'info_requested' && verdict === 'counts')?.act ?? null;
}

function actOf({ acts }: Matter, hash: string | null): Act | null {
  return acts.find((each) => each.hash === hash)?.act ?? null;
}
