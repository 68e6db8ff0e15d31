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
  return (
    <p className="warning" role="alert">
      {said ?? t(Object.hasOwn(english, key) ? (key as PortalTextKey) : 'refusal.UNEXPECTED')}
    </p>
  );
}

function keyOf(error: unknown): string {
  if (error instanceof FileRefusal) return `fileRefusal.${error.code}`;
  return error instanceof PortalRefusal ? `refusal.${error.code}` : 'refusal.UNEXPECTED';
}
