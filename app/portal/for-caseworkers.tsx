import { Outlet } from 'react-router-dom';
import { Frame } from './frame.tsx';
import { KeysWait } from './organisation/keys-wait.tsx';
import { useOwnPart } from './organisation/use-own-part.ts';
import { type PortalTextKey, usePortalText } from './text.tsx';

/** The gate to every page that opens the mailbox: whoever cannot open it reads why, and is offered nothing that cannot work. */
export function ForCaseworkers({ title }: { title: PortalTextKey }) {
  const t = usePortalText();
  const { part, isPending } = useOwnPart();
  // What went wrong in asking, the pages say themselves.
  if (part === 'caseworker' || (part === undefined && !isPending)) return <Outlet />;
  return (
    <Frame title={t(title)} isPending={isPending}>
      {part === 'waits' ? <KeysWait /> : null}
      {part === 'outside' || part === 'colleague' ? <p className="warning">{t('refusal.NOT_A_CASEWORKER')}</p> : null}
    </Frame>
  );
}
