import { useEffect, useState } from 'react';

const PAUSE = 30_000;

/** The time, in milliseconds since 1970, anew every half minute: what is due comes while a page is open. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), PAUSE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
