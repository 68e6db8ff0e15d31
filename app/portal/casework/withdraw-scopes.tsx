import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '#casework/case/case.ts';
import type { Agreed } from '#casework/consent/consent.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { withdrawScopes } from './consents.ts';
import { useLabel } from './form-words.ts';

/** The person takes back a part of what was agreed for one receiver. The rest goes on. */
export function WithdrawScopes(props: { found: Case; receiver: string; agreed: readonly Agreed[]; own: string }) {
  const { found, receiver, agreed, own } = props;
  const t = usePortalText();
  const label = useLabel();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const withdrawing = useMutation({
    mutationFn: () => withdrawScopes(found, receiver, chosen, own),
    onSuccess: () => setChosen([]),
    onSettled: () => queries.invalidateQueries({ queryKey: MAILBOX }),
  });
  const parts = agreed.map(({ scope }) => scope).filter((scope) => scope !== 'contact_receiver_anonymously');
  const toggle = (scope: Scope) =>
    setChosen(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]);
  if (parts.length === 0) return null;
  return (
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
  );
}
