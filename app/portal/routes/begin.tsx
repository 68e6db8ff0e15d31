import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useParams } from 'react-router-dom';
import { AccountMade } from '../account-made.tsx';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../new-passphrase.tsx';
import { Refused } from '../refused.tsx';
import { setUp } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

/** A new account by a one-time link: a name, and six words that are typed once more before they count. */
export default function Begin() {
  const t = usePortalText();
  const { link = '' } = useParams();
  const [name, setName] = useState('');
  const passphrase = useNewPassphrase();
  const making = useMutation({ mutationFn: async () => setUp(link, name, passphrase.confirmed()) });
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  if (making.isSuccess) return <AccountMade name={making.data} />;
  return (
    <Frame title={t('begin.title')}>
      <p className="lead">{t('begin.lead')}</p>
      <form onSubmit={make}>
        <Field
          label={t('field.name')}
          hint={t('field.name.hint')}
          value={name}
          onChange={setName}
          autoComplete="username"
          required
        />
        <NewPassphraseFields passphrase={passphrase} />
        {making.isError ? <Refused error={making.error} /> : null}
        <button type="submit" disabled={making.isPending}>
          {making.isPending ? t('begin.pending') : t('begin.action')}
        </button>
      </form>
    </Frame>
  );
}
