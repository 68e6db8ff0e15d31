import { useMemo } from 'react';
import { identifying } from '#casework/identifying.ts';
import { usePortalText } from '../text.tsx';

/** As many are quoted. */
const MOST_SHOWN = 3;

/** Warns, on the device alone, of what looks as if it said who somebody is. It keeps nobody from sending. */
export function Identifying({ text }: { text: string }) {
  const t = usePortalText();
  const found = useMemo(() => identifying(text), [text]);
  if (found.length === 0) return null;
  return (
    <p className="warning" role="status">
      {t('identifying.text', {
        what: t.list([...new Set(found.map(({ kind }) => t(`identifying.${kind}`)))]),
      })}{' '}
      {found.slice(0, MOST_SHOWN).map(({ from, to }) => (
        <q key={from}>{text.slice(from, to)}</q>
      ))}
    </p>
  );
}
