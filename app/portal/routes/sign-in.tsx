import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { SignOutDocument } from '#app/queries/portal/me.ts';
import type { FactorNeeded } from '#app/queries/portal/sign-in.ts';
import { askPortal } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { SecondStep } from '../second-step.tsx';
import { signIn, signInWithPasskey } from '../sign-in.ts';
import { usePortalText } from '../text.tsx';
import { ME, useMe } from '../use-me.ts';
import { WhyLocked } from '../why-locked.tsx';

/** Name and passphrase: they sign in and open the keys in one. After a pause only the passphrase is asked for. */
export default function SignIn() {
  const t = usePortalText();
  const { data: me } = useMe();
  const [typedName, setTypedName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { to?: string } | null };
  const [due, setDue] = useState<FactorNeeded | null>(null);
  const arrive = async () => {
    await queries.invalidateQueries({ queryKey: ME });
    navigate(state?.to ?? '/portal', { replace: true });
  };
  const entering = useMutation({
    mutationFn: () => signIn(me?.signInName ?? typedName, passphrase),
    onSuccess: async (outcome) => {
      setDue(outcome);
      if (outcome === null) await arrive();
    },
    onSettled: () => setPassphrase(''),
  });
  const touching = useMutation({ mutationFn: signInWithPasskey, onSuccess: arrive });
  const leaving = useMutation({
    mutationFn: () => askPortal(SignOutDocument, { everywhere: false }),
    onSuccess: () => queries.setQueryData(ME, null),
  });
  const enter = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  const isKnown = me != null;
  if (due !== null) {
    return (
      <Frame title={t('second.title')}>
        <SecondStep due={due} onDone={arrive}>
          <p>
            <button type="button" className="quiet" onClick={() => setDue(null)}>
              {t('second.again')}
            </button>
          </p>
          <h2>{t('recover.lostFactor')}</h2>
          <p>
            {t('second.lost')} <Link to="/portal/recover">{t('recover.title')}</Link>
          </p>
        </SecondStep>
      </Frame>
    );
  }
  return (
    <Frame title={t(isKnown ? 'unlock.title' : 'signIn.title')}>
      <p className="lead">{isKnown ? t('unlock.lead', { name: me.signInName }) : t('signIn.lead')}</p>
      {isKnown ? <WhyLocked /> : null}
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
      <p>
        <button type="button" className="quiet" disabled={touching.isPending} onClick={() => touching.mutate()}>
          {t('passkey.use')}
        </button>
      </p>
      {touching.isError ? <Refused error={touching.error} /> : null}
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
      <p>
        {t('signIn.forgotten.text')} <Link to="/portal/recover">{t('recover.title')}</Link>
      </p>
    </Frame>
  );
}
