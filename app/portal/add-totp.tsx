import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Field } from './field.tsx';
import { confirmTotp, offerTotp } from './own-account.ts';
import { QrCode } from './qr-code.tsx';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';
import { useChange } from './use-change.ts';

/** Takes an authenticator app into use: its secret as picture and text, and one code as proof that the app has it. */
export function AddTotp({ onDone }: { onDone?: () => void }) {
  const t = usePortalText();
  const [code, setCode] = useState('');
  const offered = useQuery({
    queryKey: ['offered totp'],
    queryFn: offerTotp,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const confirming = useChange(() => confirmTotp(code), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate();
  };
  if (offered.isError) return <Refused error={offered.error} />;
  if (offered.data === undefined) return null;
  const { secret, address } = offered.data;
  return (
    <form onSubmit={send}>
      <p>{t('totp.scan')}</p>
      <QrCode text={address} label={t('totp.picture')} />
      <p>{t('totp.type')}</p>
      <p className="words" id="totp-secret" translate="no">
        {(secret.match(/.{1,4}/g) ?? []).join(' ')}
      </p>
      <Field
        label={t('totp.confirm')}
        hint={t('field.code.hint')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
      />
      {confirming.isError ? <Refused error={confirming.error} /> : null}
      <button type="submit" disabled={confirming.isPending}>
        {t('totp.action')}
      </button>
    </form>
  );
}
