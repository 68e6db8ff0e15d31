import { useMutation } from '@tanstack/react-query';
import { SignOutDocument } from '#app/queries/portal/me.ts';
import { lock } from '#app/vault/vault.ts';
import { askPortal, unlessRefused } from '../ask.ts';
import { exactTime } from '../exact-time.ts';
import { Frame } from '../frame.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { useMe } from '../use-me.ts';

/** Where one is signed in, and how to end it. */
export default function Sessions() {
  const t = usePortalText();
  const { data: me } = useMe();
  const leaving = useMutation({
    mutationFn: async (everywhere: boolean) =>
      unlessRefused((await askPortal(SignOutDocument, { everywhere })).signOut),
    onSuccess: () => lock('signed out'),
  });
  return (
    <Frame title={t('sessions.title')}>
      <p className="lead">{t('sessions.lead')}</p>
      <ul className="sessions">
        {me?.sessions.map(({ id, device, begunAt, isThisOne }) => (
          <li key={id}>
            {t('sessions.one', { device, begun: exactTime(t, begunAt) })}
            {isThisOne ? <strong> {t('sessions.this')}</strong> : null}
          </li>
        ))}
      </ul>
      {leaving.isError ? <Refused error={leaving.error} /> : null}
      <p className="actions">
        <button type="button" onClick={() => leaving.mutate(false)} disabled={leaving.isPending}>
          {t('signOut.action')}
        </button>
        <button type="button" className="quiet" onClick={() => leaving.mutate(true)} disabled={leaving.isPending}>
          {t('signOut.everywhere')}
        </button>
      </p>
    </Frame>
  );
}
