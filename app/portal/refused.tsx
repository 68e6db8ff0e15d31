import { useEffect, useRef } from 'react';
import english from '#app/portal/locales/en.json';
import { PortalRefusal } from './ask.ts';
import { FileRefusal } from './attachments/file-refusal.ts';
import { type PortalTextKey, usePortalText } from './text.tsx';

/** Why something was not done, in words; for what nobody foresaw, what to do. */
export function Refused({ error }: { error: unknown }) {
  const t = usePortalText();
  // The vault's own refusals are plain sentences already.
  const said = error instanceof Error && error.name === 'CryptoError' ? error.message : null;
  const key = keyOf(error);
  const place = useRef<HTMLParagraphElement>(null);
  const reason = error === null ? null : (said ?? key);
  useEffect(() => {
    // Whoever does not see that it was refused believes that it was sent. What is tried again by itself fails for the same reason: nobody who
    // writes meanwhile is led away.
    if (reason !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [reason]);
  return (
    <p className="warning" role="alert" ref={place}>
      {said ?? t(Object.hasOwn(english, key) ? (key as PortalTextKey) : 'refusal.UNEXPECTED')}
    </p>
  );
}

function keyOf(error: unknown): string {
  if (error instanceof FileRefusal) return `fileRefusal.${error.code}`;
  return error instanceof PortalRefusal ? `refusal.${error.code}` : 'refusal.UNEXPECTED';
}
