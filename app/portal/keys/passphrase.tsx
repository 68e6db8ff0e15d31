import { type FormEvent, useState } from 'react';
import { NewPassphraseFields, useNewPassphrase } from '../new-passphrase.tsx';
import { choosePassphrase } from '../own-account.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useChange } from '../use-change.ts';

/** What the passphrase is for, what happens when it is lost, and how to choose another. */
export function Passphrase() {
  const t = usePortalText();
  const [isChanging, setIsChanging] = useState(false);
  const [isDone, setIsDone] = useState(false);
  return (
    <section aria-labelledby="passphrase-title">
      <h2 id="passphrase-title">{t('keys.passphrase')}</h2>
      <p>{t('keys.passphrase.text')}</p>
      {isChanging ? (
        <ChoosePassphrase
          onDone={() => {
            setIsChanging(false);
            setIsDone(true);
          }}
        />
      ) : (
        <p>
          <button type="button" className="quiet" onClick={() => setIsChanging(true)}>
            {t('keys.passphrase.change')}
          </button>
        </p>
      )}
      <p role="status">{isDone ? t('keys.passphrase.done') : null}</p>
    </section>
  );
}

export function ChoosePassphrase({ onDone }: { onDone: () => void }) {
  const t = usePortalText();
  const passphrase = useNewPassphrase();
  const choosing = useChange(async () => choosePassphrase(passphrase.confirmed()), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    choosing.mutate();
  };
  return (
    <form onSubmit={send}>
      <NewPassphraseFields passphrase={passphrase} />
      {choosing.isError ? <Refused error={choosing.error} /> : null}
      <button type="submit" disabled={choosing.isPending}>
        {t('keys.passphrase.action')}
      </button>
    </form>
  );
}
