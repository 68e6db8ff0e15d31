import { type Remote, releaseProxy, wrap } from 'comlink';
import type { Vault } from './worker.ts';

/** The vault as pages hold it: a reference, never keys. */
export type OpenVault = Remote<Vault>;

/** Why the keys are locked: by whoever sat there, because nobody did, or because this page was opened without them. */
export type WhyLocked = 'by hand' | 'pause' | 'page left' | 'signed out';

type Listener = () => void;

type Sealer = (open: OpenVault) => Promise<unknown>;

const LONGEST_PAUSE = 5 * 60_000;
const LONGEST_SEALING = 1000;

let worker: Worker | null = null;
let remote: OpenVault | null = null;
let isOpen = false;
let lockAt = 0;
let why: WhyLocked = 'page left';
const listeners = new Set<Listener>();
const sealers = new Set<Sealer>();

/** The vault, locked until somebody signs in. */
export function vault(): OpenVault {
  if (worker === null || remote === null) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    remote = wrap<Vault>(worker);
  }
  return remote;
}

/** Told when the keys were opened. */
export function noteOpened(): void {
  isOpen = true;
  noteActivity();
  tell();
}

/** Ends the worker, and the keys with it; at once for everybody who looks, and as soon as drafts are sealed for the worker. */
export function lock(because: WhyLocked): void {
  const [ending, open] = [worker, remote];
  const wasOpen = isOpen;
  if (wasOpen) why = because;
  worker = null;
  remote = null;
  isOpen = false;
  const sealing = wasOpen && open !== null ? [...sealers].map((seal) => seal(open)) : [];
  tell();
  const inTime = new Promise((resolve) => setTimeout(resolve, sealing.length === 0 ? 0 : LONGEST_SEALING));
  Promise.race([Promise.allSettled(sealing), inTime]).then(() => {
    open?.[releaseProxy]();
    ending?.terminate();
  });
}

/**
 * Told before the keys go, with the vault that still has them for a moment.
 *
 * @returns a function that ends it
 */
export function onBeforeLock(seal: Sealer): () => void {
  sealers.add(seal);
  return () => sealers.delete(seal);
}

export function whyLocked(): WhyLocked {
  return why;
}

export function isUnlocked(): boolean {
  return isOpen;
}

export function onLockChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Somebody is there: the pause after which the vault locks begins anew. */
export function noteActivity(): void {
  lockAt = Date.now() + LONGEST_PAUSE;
}

/** Looked at every second and whenever the page is seen again: a device that slept may have passed the moment. */
function lockWhenIdle(): void {
  if (isOpen && Date.now() >= lockAt) lock('pause');
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Begins to watch for pauses. */
export function watchForPauses(): void {
  for (const sign of ['pointerdown', 'keydown', 'scroll'] as const) {
    addEventListener(sign, noteActivity, { passive: true, capture: true });
  }
  document.addEventListener('visibilitychange', lockWhenIdle);
  addEventListener('pagehide', () => lock('page left'));
  setInterval(lockWhenIdle, 1000);
}
