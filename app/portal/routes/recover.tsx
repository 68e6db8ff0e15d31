import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { FactorNeeded } from '#app/queries/portal/sign-in.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { recover } from '../recover.ts';
import { Refused } from '../refused.tsx';
import { SecondStep } from '../second-step.tsx';
import { usePortalText } from '../text.tsx';
import { ME } from '../use-me.ts';

/** In by the recovery code, when the passphrase is lost. */
export default function Recover() {
  const t = usePortalText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [next, setNext] = useState<FactorNeeded | 'waits' | null>(null);
  const arrive = async () => {
    setCode('');
    await queries.invalidateQueries({ queryKey: ME });
    navigate('/portal', { replace: true });
  };
  const recovering = useMutation({
    mutationFn: (withoutFactor: boolean) => recover(name, code, withoutFactor),
    onSuccess: async (outcome) => {
      setNext(outcome);
      if (outcome === null) await arrive();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    recovering.mutate(false);
  };
  if (next === 'waits') {
    return (
      <Frame title={t('recover.waits.title')}>
        <p className="lead" role="status">
          {t('recover.waits.lead')}
        </p>
        <p>{t('recover.waits.text')}</p>
        {recovering.isError ? <Refused error={recovering.error} /> : null}
        <p>
          <button type="button" disabled={recovering.isPending} onClick={() => recovering.mutate(true)}>
            {t('recover.waits.action')}
          </button>
        </p>
      </Frame>
    );
  }
  if (next !== null) {
    return (
      <Frame title={t('second.title')}>
        <SecondStep due={next} onDone={arrive}>
          <h2>{t('recover.lostFactor')}</h2>
          <p>{t('recover.lostFactor.text')}</p>
          {recovering.isError ? <Refused error={recovering.error} /> : null}
          <p>
            <button
              type="button"
              className="quiet"
              disabled={recovering.isPending}
              onClick={() => recovering.mutate(true)}
            >
              {t('recover.lostFactor.action')}
            </button>
          </p>
        </SecondStep>
      </Frame>
    );
  }
  return (
    <Frame title={t('recover.title')}>
      <p className="lead">{t('recover.lead')}</p>
      <form onSubmit={send}>
        <Field label={t('field.name')} value={name} onChange={setName} autoComplete="username" required />
        <Field
          label={t('field.recoveryCode')}
          hint={t('field.recoveryCode.hint')}
          value={code}
          onChange={setCode}
          autoComplete="off"
          required
        />
        {recovering.isError ? <Refused error={recovering.error} /> : null}
        <button type="submit" disabled={recovering.isPending}>
          {t('recover.action')}
        </button>
      </form>
      <h2>{t('recover.noCode')}</h2>
      <p>{t('recover.noCode.text')}</p>
      <p>
        <Link to="/portal/sign-in">{t('signIn.title')}</Link>
      </p>
    </Frame>
  );
}
