import { usePortalText } from '../text.tsx';

/** A link that vouches for whoever opens it: it is passed on outside the portal. */
export function LinkToPassOn({ link }: { link: string }) {
  const t = usePortalText();
  return (
    <div role="status">
      <p>{t('invite.link')}</p>
      <p className="words" id="invitation-link" translate="no">
        {link}
      </p>
      <p className="warning">{t('invite.link.once')}</p>
    </div>
  );
}
