import { type ReactNode, useState } from 'react';
import { usePortalText } from './text.tsx';

/** A button that asks once more before it does what cannot be taken back. */
export function SureButton(props: { label: string; name?: string; children: ReactNode; onSure: () => void }) {
  const { label, name, children, onSure } = props;
  const t = usePortalText();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <button type="button" className="quiet" aria-label={name} onClick={() => setIsAsked(true)}>
        {label}
      </button>
    );
  }
  return (
    <div className="warning" ref={(place) => place?.scrollIntoView({ block: 'nearest' })}>
      <p>{children}</p>
      <p className="actions">
        <button
          type="button"
          onClick={() => {
            setIsAsked(false);
            onSure();
          }}
        >
          {t('sure.yes')}
        </button>
        <button type="button" className="quiet" onClick={() => setIsAsked(false)}>
          {t('dismiss.not')}
        </button>
      </p>
    </div>
  );
}
