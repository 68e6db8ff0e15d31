import type { ReactNode } from 'react';
import { SLOT } from '#app/translator.ts';
import { usePortalText } from './text.tsx';

/** "Cases: enquiries and referrals", with the colon as the language sets it. */
export function Pair({ name, children }: { name: ReactNode; children: ReactNode }) {
  const t = usePortalText();
  const [before, between, after] = t('pair', { name: SLOT, text: SLOT }).split(SLOT);
  return (
    <>
      {before}
      {name}
      {between}
      {children}
      {after}
    </>
  );
}
