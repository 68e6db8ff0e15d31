import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Me } from '#app/queries/portal/me.ts';
import { vault } from '#app/vault/vault.ts';
import { Field } from '../field.tsx';
import { today } from '../organisation/wake-days.tsx';
import { keepRecoveryCode } from '../own-account.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useChange } from '../use-change.ts';

/** A code on paper that opens the keys when the passphrase is lost. */
export function RecoveryCode({ me }: { me: Pick<Me, 'signInName' | 'recoveryCodeMadeOn'> }) {
  const t = usePortalText();
  const { signInName, recoveryCodeMadeOn: madeOn } = me;
  const showing = useMutation({ mutationFn: () => vault().showRecoveryCode(), gcTime: 0 });
  const [isDone, setIsDone] = useState(false);
  const code = showing.data;
  return (
    <section aria-labelledby="recovery-title">
      <h2 id="recovery-title">{t('recovery.title')}</h2>
      <p className="screen-only">{t('recovery.text')}</p>
      {madeOn === null ? (
        <p className="warning screen-only">{t('recovery.none')}</p>
      ) : (
        <p className="screen-only">{t('recovery.made', { on: t.date(madeOn) })}</p>
      )}
      {code === undefined ? (
        <p>
          <button type="button" className="quiet" onClick={() => showing.mutate()}>
            {t(madeOn === null ? 'recovery.make' : 'recovery.replace')}
          </button>
        </p>
      ) : (
        <ShownCode
          code={code}
          signInName={signInName}
          onDone={() => {
            showing.reset();
            setIsDone(true);
          }}
        />
      )}
      <p role="status">{isDone ? t('recovery.done') : null}</p>
    </section>
  );
}

function ShownCode(props: { code: string; signInName: string; onDone: () => void }) {
  const { code, signInName, onDone } = props;
  const t = usePortalText();
  const [lastGroup, setLastGroup] = useState('');
  const keeping = useChange(() => keepRecoveryCode(lastGroup), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  return (
    <form onSubmit={send}>
      <p className="screen-only">{t('recovery.write')}</p>
      <p>
        {t('recovery.paper', {
          name: signInName,
          day: t.date(today()),
          address: `${location.origin}/portal/recover`,
        })}
      </p>
      <p className="words printed" id="recovery-code" translate="no">
        {code.split('-').map((group, index, groups) => (
          // Groups may be alike; their places are not.
          // biome-ignore lint/suspicious/noArrayIndexKey: the code never changes while it is shown
          <span key={index}>
            {group}
            {index < groups.length - 1 ? '-' : null}
            <wbr />
          </span>
        ))}
      </p>
      <p className="warning screen-only">{t('recovery.once')}</p>
      <p>
        <button type="button" className="quiet" onClick={() => print()}>
          {t('recovery.print')}
        </button>
      </p>
      <Field
        label={t('recovery.last')}
        hint={t('recovery.last.hint')}
        value={lastGroup}
        onChange={setLastGroup}
        autoComplete="off"
        required
      />
      {keeping.isError ? <Refused error={keeping.error} /> : null}
      <button type="submit" disabled={keeping.isPending}>
        {t('recovery.keep')}
      </button>
    </form>
  );
}
