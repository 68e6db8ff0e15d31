import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FactorNeeded } from '#app/queries/portal/sign-in.ts';
import { Field } from './field.tsx';
import { Refused } from './refused.tsx';
import { finishWithPasskey, finishWithTotp } from './sign-in.ts';
import { usePortalText } from './text.tsx';

/**
 * Asks for the second factor.
 *
 * @param props.children what to do when it is lost
 */
export function SecondStep(props: { due: FactorNeeded; onDone: () => void; children?: ReactNode }) {
  const { due, onDone, children } = props;
  const t = usePortalText();
  const [code, setCode] = useState('');
  const typing = useMutation({
    mutationFn: () => finishWithTotp(due, code),
    onSuccess: onDone,
    onError: () => setCode(''),
  });
  const touching = useMutation({ mutationFn: () => finishWithPasskey(due), onSuccess: onDone });
  const send = (event: FormEvent) => {
    event.preventDefault();
    typing.mutate();
  };
  const isPending = typing.isPending || touching.isPending;
  const canDoNothing = !due.totp && due.passkeyOptions === null;
  return (
    <>
      <p className="lead">{t(canDoNothing ? 'second.none' : 'second.lead')}</p>
      {due.totp ? (
        <form onSubmit={send}>
          <Field
            label={t('field.code')}
            hint={t('field.code.hint')}
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            required
          />
          {typing.isError ? <Refused error={typing.error} /> : null}
          <button type="submit" disabled={isPending}>
            {t('second.action')}
          </button>
        </form>
      ) : null}
      {due.passkeyOptions === null ? null : (
        <p>
          <button
            type="button"
            className={due.totp ? 'quiet' : ''}
            disabled={isPending}
            onClick={() => touching.mutate()}
          >
            {t('passkey.use')}
          </button>
        </p>
      )}
      {touching.isError ? <Refused error={touching.error} /> : null}
      {children}
    </>
  );
}
