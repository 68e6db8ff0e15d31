import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { vault } from '#app/vault/vault.ts';
import { Field } from '../field.tsx';
import { keepRecoveryCode } from '../own-account.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useChange } from '../use-change.ts';

/** A code on paper that opens the keys when the passphrase is lost. */
export function RecoveryCode({ madeOn }: { madeOn: string | null }) {
  const t = usePortalText();
  const showing = useMutation({ mutationFn: () => vault().showRecoveryCode(), gcTime: 0 });
  const [isDone, setIsDone] = useState(false);
  const code = showing.data;
  return (
    <section aria-labelledby="recovery-title">
      <h2 id="recovery-title">{t('recovery.title')}</h2>
      <p>{t('recovery.text')}</p>
      {madeOn === null ? (
        <p className="warning">{t('recovery.none')}</p>
      ) : (
        <p>{t('recovery.made', { on: t.date(madeOn) })}</p>
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

function ShownCode({ code, onDone }: { code: string; onDone: () => void }) {
  const t = usePortalText();
  const [lastGroup, setLastGroup] = useState('');
  const keeping = useChange(() => keepRecoveryCode(lastGroup), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  return (
    <form onSubmit={send}>
      <p>{t('recovery.write')}</p>
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
      <p className="warning">{t('recovery.once')}</p>
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
