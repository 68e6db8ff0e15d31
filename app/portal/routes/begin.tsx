import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { passphrase as newPassphrase, normalisePassphrase } from '#crypto/words.ts';
import { PortalRefusal } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { setUp } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

/** A new account by a one-time link: a name, and six words that are typed once more before they count. */
export default function Begin() {
  const t = usePortalText();
  const { link = '' } = useParams();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState(newPassphrase);
  const [repeated, setRepeated] = useState('');
  const making = useMutation({
    mutationFn: async () => {
      if (normalisePassphrase(repeated) !== passphrase) throw new PortalRefusal('NOT_THE_SAME');
      return setUp(link, name, passphrase);
    },
  });
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  if (making.isSuccess) {
    return (
      <Frame title={t('begin.done')}>
        <p className="lead">{t('begin.done.text', { name: making.data })}</p>
        <p>
          <Link className="button" to="/portal/sign-in" replace>
            {t('signIn.title')}
          </Link>
        </p>
      </Frame>
    );
  }
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
        <h2>{t('begin.passphrase')}</h2>
        <p>{t('begin.passphrase.text')}</p>
        <p className="words" id="passphrase" translate="no">
          {passphrase}
        </p>
        <p>
          <button type="button" className="quiet" onClick={() => setPassphrase(newPassphrase())}>
            {t('begin.passphrase.other')}
          </button>
        </p>
        <p className="warning">{t('begin.passphrase.lost')}</p>
        <Field
          label={t('begin.repeat')}
          hint={t('begin.repeat.hint')}
          value={repeated}
          onChange={setRepeated}
          autoComplete="off"
          required
        />
        {making.isError ? <Refused error={making.error} /> : null}
        <button type="submit" disabled={making.isPending}>
          {making.isPending ? t('begin.pending') : t('begin.action')}
        </button>
      </form>
    </Frame>
  );
}
