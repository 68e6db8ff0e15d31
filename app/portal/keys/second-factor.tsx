import { useState } from 'react';
import type { Me, PortalPasskey } from '#app/queries/portal/me.ts';
import { AddPasskey } from '../add-passkey.tsx';
import { AddTotp } from '../add-totp.tsx';
import { removePasskey, removeTotp } from '../own-account.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useChange } from '../use-change.ts';

/** Authenticator app and passkeys: which there are, and how to add or remove one. */
export function SecondFactor({ me }: { me: Me }) {
  const t = usePortalText();
  const [adding, setAdding] = useState<'totp' | 'passkey' | null>(null);
  const removing = useChange(removeTotp);
  const done = () => setAdding(null);
  const isNone = !me.hasTotp && me.passkeys.length === 0;
  return (
    <section aria-labelledby="factor-title">
      <h2 id="factor-title">{t('factor.title')}</h2>
      <p>{t('factor.text')}</p>
      {isNone ? <p className="warning">{t('factor.none')}</p> : null}
      <ul className="members">
        {me.hasTotp ? (
          <li>
            <strong>{t('totp.title')}</strong>{' '}
            <SureButton label={t('factor.remove')} name={t('totp.remove')} onSure={() => removing.mutate()}>
              {t('totp.remove.text')}
            </SureButton>
            {removing.isError ? <Refused error={removing.error} /> : null}
          </li>
        ) : null}
        {me.passkeys.map((passkey) => (
          <Passkey key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      <p className="actions">
        <button type="button" className="quiet" onClick={() => setAdding('totp')}>
          {t(me.hasTotp ? 'totp.replace' : 'totp.add')}
        </button>
        <button type="button" className="quiet" onClick={() => setAdding('passkey')}>
          {t('passkey.title')}
        </button>
      </p>
      {adding === 'totp' ? <AddTotp onDone={done} /> : null}
      {adding === 'passkey' ? <AddPasskey onDone={done} /> : null}
    </section>
  );
}

function Passkey({ passkey }: { passkey: PortalPasskey }) {
  const t = usePortalText();
  const { id, name, madeOn, lastUsedOn, mayOpenBundle, isDisabled } = passkey;
  const removing = useChange(() => removePasskey(id));
  return (
    <li>
      <strong>{name}</strong>{' '}
      <span className="muted">
        {t('passkey.made', { on: t.date(madeOn) })}
        {lastUsedOn === null ? null : ` · ${t('passkey.used', { on: t.date(lastUsedOn) })}`}
        {mayOpenBundle ? ` · ${t('passkey.opens')}` : null}
      </span>{' '}
      {isDisabled ? <p className="warning">{t('passkey.disabled')}</p> : null}
      <SureButton label={t('factor.remove')} name={t('passkey.remove', { name })} onSure={() => removing.mutate()}>
        {t('passkey.remove.text', { name })}
      </SureButton>
      {removing.isError ? <Refused error={removing.error} /> : null}
    </li>
  );
}
