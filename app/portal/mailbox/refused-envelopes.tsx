import { useMutation, useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { exactTime } from '../exact-time.ts';
import english from '../locales/en.json';
import { Pair } from '../pair.tsx';
import { type PortalTextKey, usePortalText } from '../text.tsx';
import { ProvedName } from './proved-name.tsx';
import { MAILBOX } from './read-mailbox.ts';

/** What came and is not shown, with the reason; nothing of it is shown in part. */
export function RefusedEnvelopes({ onOpenAgain }: { onOpenAgain: () => void }) {
  const t = usePortalText();
  const { data: refused = [] } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'refused'],
    queryFn: () => vault().refusedEnvelopes(),
  });
  const again = useMutation({ mutationFn: () => vault().openAgain(), onSuccess: onOpenAgain });
  if (refused.length === 0) return null;
  return (
    <section>
      <h2>{t('messages.refused')}</h2>
      <p>{t('messages.refused.text')}</p>
      <ul className="members">
        {refused.map(({ id, sender, sha256, receivedHour, refused: code }) => {
          const key = `envelope.${code}`;
          return (
            <li key={`${sender} ${id} ${sha256}`}>
              <Pair
                name={
                  <>
                    <strong>
                      <ProvedName organisation={sender} />
                    </strong>
                    , {t('time.hour', { time: exactTime(t, receivedHour) })}
                  </>
                }
              >
                {t(Object.hasOwn(english, key) ? (key as PortalTextKey) : 'envelope.BAD_ENVELOPE')}
              </Pair>
            </li>
          );
        })}
      </ul>
      <button type="button" className="quiet" disabled={again.isPending} onClick={() => again.mutate()}>
        {t('messages.openAgain')}
      </button>
    </section>
  );
}
