import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { AccountForm } from '../account-form.tsx';
import { AccountMade } from '../account-made.tsx';
import { Frame } from '../frame.tsx';
import { setUp } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

/** A new account by a one-time link. */
export default function Begin() {
  const t = usePortalText();
  const { link = '' } = useParams();
  const [made, setMade] = useState<string | null>(null);
  if (made !== null) return <AccountMade name={made} />;
  return (
    <Frame title={t('begin.title')}>
      <p className="lead">{t('begin.lead')}</p>
      <AccountForm
        action={t('begin.action')}
        make={(name, passphrase) => setUp(link, name, passphrase)}
        onMade={setMade}
      />
    </Frame>
  );
}
