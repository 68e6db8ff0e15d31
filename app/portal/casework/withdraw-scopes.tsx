import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Agreed } from '#casework/consent/consent.ts';
import { neededFor } from '#casework/consent/receivers.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import { useProved } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { withdrawScopes } from './consents.ts';
import { useLabel } from './form-words.ts';

/** The person takes back a part of what was agreed for one receiver. The rest goes on. */
export function WithdrawScopes(props: {
  caseId: string;
  /** UUID */
  receiver: string;
  agreed: readonly Agreed[];
  own: string;
}) {
  const { caseId, receiver, agreed, own } = props;
  const kind = useProved(receiver)?.kind;
  const t = usePortalText();
  const label = useLabel();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const withdrawing = useDoing({
    mutationFn: () => withdrawScopes(caseId, receiver, chosen, own),
    onSuccess: () => setChosen([]),
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  // Without these nothing may be told to them at all: that is a withdrawal of everything.
  const needed: readonly Scope[] = ['contact_receiver_anonymously', ...neededFor(kind ?? '')];
  // What could not be told to them stays to be tried again.
  const parts = [...new Set([...agreed.map(({ scope }) => scope), ...chosen])].filter(
    (scope) => !needed.includes(scope),
  );
  const toggle = (scope: Scope) =>
    setChosen(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]);
  const done = withdrawing.isSuccess ? (
    <p role="status" className="done">
      {t('consent.withdraw.done')}
    </p>
  ) : null;
  if (parts.length === 0 || kind === undefined) return done;
  return (
    <>
      {done}
      <details>
        <summary>{t('consent.withdraw')}</summary>
        {parts.map((scope) => (
          <label key={scope} className="check">
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
            <span>{label(`scope.${scope}`)}</span>
          </label>
        ))}
        {chosen.length === 0 || withdrawing.isPending ? null : (
          <SureButton label={t('consent.withdraw.action')} onSure={() => withdrawing.mutate()}>
            {t('consent.withdraw.sure')}
          </SureButton>
        )}
        {withdrawing.error === null ? null : <Refused error={withdrawing.error} />}
      </details>
    </>
  );
}
