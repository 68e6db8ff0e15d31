import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { SignOutDocument } from '#app/queries/portal/me.ts';
import { askPortal } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { signIn } from '../sign-in.ts';
import { usePortalText } from '../text.tsx';
import { ME, useMe } from '../use-me.ts';

/** Name and passphrase: they sign in and open the keys in one. After a pause only the passphrase is asked for. */
export default function SignIn() {
  const t = usePortalText();
  const { data: me } = useMe();
  const [typedName, setTypedName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { to?: string } | null };
  const entering = useMutation({
    mutationFn: () => signIn(me?.signInName ?? typedName, passphrase),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ME });
      navigate(state?.to ?? '/portal', { replace: true });
    },
    onSettled: () => setPassphrase(''),
  });
  const leaving = useMutation({
    mutationFn: () => askPortal(SignOutDocument, { everywhere: false }),
    onSuccess: () => queries.setQueryData(ME, null),
  });
  const enter = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  const isKnown = me != null;
  return (
    <Frame title={t(isKnown ? 'unlock.title' : 'signIn.title')}>
      <p className="lead">{isKnown ? t('unlock.lead', { name: me.signInName }) : t('signIn.lead')}</p>
      <form onSubmit={enter}>
        {isKnown ? null : (
          <Field label={t('field.name')} value={typedName} onChange={setTypedName} autoComplete="username" required />
        )}
        <Field
          label={t('field.passphrase')}
          hint={t('field.passphrase.hint')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="current-password"
          required
        />
        {entering.isError ? <Refused error={entering.error} /> : null}
        <button type="submit" disabled={entering.isPending}>
          {entering.isPending ? t('signIn.pending') : t(isKnown ? 'unlock.action' : 'signIn.action')}
        </button>
      </form>
      {isKnown ? (
        <p>
          <button type="button" className="quiet" onClick={() => leaving.mutate()}>
            {t('unlock.other')}
          </button>
        </p>
      ) : null}
      {isKnown ? null : (
        <p>
          {t('signIn.apply')} <Link to="/portal/apply">{t('apply.title')}</Link>
          <br />
          {t('signIn.restore')} <Link to="/portal/restore">{t('restore.title')}</Link>
        </p>
      )}
      <h2>{t('signIn.forgotten')}</h2>
      <p>{t('signIn.forgotten.text')}</p>
    </Frame>
  );
}
