import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { SignOutDocument } from '#app/queries/portal/me.ts';
import { lock } from '#app/vault/vault.ts';
import { AddPasskey } from './add-passkey.tsx';
import { AddTotp } from './add-totp.tsx';
import { askPortal, unlessRefused } from './ask.ts';
import { Frame } from './frame.tsx';
import { ChoosePassphrase } from './keys/passphrase.tsx';
import { usePortalText } from './text.tsx';

/** The only page of somebody whose role obliges to a second factor, until there is one. */
export function OwesFactor() {
  const t = usePortalText();
  const [isPasskey, setIsPasskey] = useState(false);
  return (
    <Frame title={t('owed.factor.title')} isAlone>
      <p className="lead">{t('owed.factor.lead')}</p>
      <p>{t('owed.factor.text')}</p>
      <div className="actions">
        <button
          type="button"
          className={isPasskey ? 'quiet' : ''}
          aria-pressed={!isPasskey}
          onClick={() => setIsPasskey(false)}
        >
          {t('totp.title')}
        </button>
        <button
          type="button"
          className={isPasskey ? '' : 'quiet'}
          aria-pressed={isPasskey}
          onClick={() => setIsPasskey(true)}
        >
          {t('passkey.one')}
        </button>
      </div>
      {isPasskey ? <AddPasskey /> : <AddTotp />}
      <SignOut />
    </Frame>
  );
}

/** The only page of whoever came by a recovery code, until there is a new passphrase. */
export function OwesPassphrase() {
  const t = usePortalText();
  return (
    <Frame title={t('owed.passphrase.title')} isAlone>
      <p className="lead">{t('owed.passphrase.lead')}</p>
      <ChoosePassphrase onDone={() => undefined} />
      <SignOut />
    </Frame>
  );
}

function SignOut() {
  const t = usePortalText();
  const leaving = useMutation({
    mutationFn: async () => unlessRefused((await askPortal(SignOutDocument, { everywhere: false })).signOut),
    onSuccess: () => lock('signed out'),
  });
  return (
    <p>
      <button type="button" className="quiet" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('signOut.action')}
      </button>
    </p>
  );
}
