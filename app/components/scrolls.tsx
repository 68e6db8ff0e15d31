import type { ReactNode } from 'react';

/** A table that may be wider than the window scrolls inside itself; the keyboard must be able to reach that. */
export function Scrolls({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="scrolls" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
