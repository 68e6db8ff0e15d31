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
      <p className="lead screen-only">{t('keys.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      <section aria-labelledby="key-words-title">
        <h2 id="key-words-title">{t('keys.words')}</h2>
        <p>{t('keys.words.text')}</p>
        <p className="words" id="key-words" translate="no">
          {data?.words}
        </p>
      </section>
      <Passphrase />
      {me == null ? null : (
        <>
          <SecondFactor me={me} />
          <RecoveryCode me={me} />
        </>
      )}
      <LostDevice />
      {me == null ? null : <ReplaceKeys me={me.id} />}
      <section aria-labelledby="keys-where-title">
        <h2 id="keys-where-title">{t('keys.where')}</h2>
        <p>{t('keys.where.text')}</p>
      </section>
    </Frame>
  );
}
