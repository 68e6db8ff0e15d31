import { whyLocked } from '#app/vault/vault.ts';
import { usePortalText } from './text.tsx';

const WORDS = {
  'by hand': 'unlock.why.byHand',
  pause: 'unlock.why.pause',
  'page left': 'unlock.why.page',
} as const;

/** On the way back to what one was doing: why the keys are locked, and that what was begun is not lost. */
export function WhyLocked() {
  const t = usePortalText();
  const why = whyLocked();
  if (why === 'signed out') return null;
  return (
    <p>
      {t(WORDS[why])} {t('unlock.drafts')}
    </p>
  );
}
