import { useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { Frame } from '../frame.tsx';
import { LostDevice } from '../keys/lost-device.tsx';
import { Passphrase } from '../keys/passphrase.tsx';
import { RecoveryCode } from '../keys/recovery-code.tsx';
import { ReplaceKeys } from '../keys/replace-keys.tsx';
import { SecondFactor } from '../keys/second-factor.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useMe } from '../use-me.ts';

/** What each thing is for, and what happens when it is lost. */
export default function Keys() {
  const t = usePortalText();
  const { data: me } = useMe();
  const { data, error } = useQuery({ queryKey: ['own keys'], queryFn: () => vault().publicHalf() });
  return (
    <Frame title={t('keys.title')}>
      <p className="lead">{t('keys.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      <h2>{t('keys.words')}</h2>
      <p>{t('keys.words.text')}</p>
      <p className="words" id="key-words" translate="no">
        {data?.words}
      </p>
      <Passphrase />
      {me == null ? null : (
        <>
          <SecondFactor me={me} />
          <RecoveryCode madeOn={me.recoveryCodeMadeOn} />
        </>
      )}
      <LostDevice />
      {me == null ? null : <ReplaceKeys me={me.id} />}
      <h2>{t('keys.where')}</h2>
      <p>{t('keys.where.text')}</p>
    </Frame>
  );
}
