import { measureEnvelope } from './envelope.ts';
import { measureMailbox } from './mailbox.ts';

/** What `messages.ts` has measured in a browser: in a worker, as the portal does it. */
export const MEASURED = { envelope: measureEnvelope, mailbox: measureMailbox };

addEventListener('message', async ({ data }: MessageEvent<{ what: keyof typeof MEASURED; many: number }>) => {
  postMessage(await MEASURED[data.what](data.many));
});
