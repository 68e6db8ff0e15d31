import { useId, useState } from 'react';
import { AccountForm } from '../account-form.tsx';
import { AccountMade } from '../account-made.tsx';
import { Frame } from '../frame.tsx';
import { restore } from '../restore.ts';
import { usePortalText } from '../text.tsx';

/** An organisation whose administrators lost their keys begins anew with its printed kit. */
export default function Restore() {
  const t = usePortalText();
  const id = useId();
  const [kit, setKit] = useState('');
  const [made, setMade] = useState<string | null>(null);
  if (made !== null) return <AccountMade name={made} next={t('restore.next')} />;
  return (
    <Frame title={t('restore.title')}>
      <p className="lead">{t('restore.lead')}</p>
      <AccountForm
        action={t('restore.action')}
        make={(name, passphrase) => restore(kit, name, passphrase)}
        onMade={setMade}
      >
        <p className="field">
          <label htmlFor={id}>{t('restore.kit')}</label>
          <span className="muted" id={`${id}-hint`}>
            {t('restore.kit.hint')}
          </span>
          <textarea
            id={id}
            rows={4}
            value={kit}
            aria-describedby={`${id}-hint`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setKit(event.target.value)}
            required
          />
        </p>
      </AccountForm>
    </Frame>
  );
}
