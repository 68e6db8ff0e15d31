import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of what has just appeared: it comes into view and takes the focus, so that nobody looks for it. */
export function InView({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
