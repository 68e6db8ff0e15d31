import { type FormEvent, useState } from 'react';
import { deviceName } from './device-name.ts';
import { Field } from './field.tsx';
import { addPasskey } from './own-account.ts';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';
import { useChange } from './use-change.ts';

/** Makes a passkey, and says what it means when it may open the keys. */
export function AddPasskey({ onDone }: { onDone?: () => void }) {
  const t = usePortalText();
  const [name, setName] = useState(() => deviceName(navigator.userAgent));
  const [mayOpen, setMayOpen] = useState(false);
  const adding = useChange(() => addPasskey(name, mayOpen), onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={send}>
      <Field
        label={t('passkey.name')}
        hint={t('passkey.name.hint')}
        value={name}
        onChange={setName}
        autoComplete="off"
        required
      />
      <label className="check">
        <input type="checkbox" checked={mayOpen} onChange={(event) => setMayOpen(event.target.checked)} />
        <span>
          {t('passkey.mayOpen')}
          <span className="muted"> {t('passkey.mayOpen.text')}</span>
        </span>
      </label>
      {adding.isError ? <Refused error={adding.error} /> : null}
      <button type="submit" disabled={adding.isPending}>
        {t('passkey.add')}
      </button>
    </form>
  );
}
