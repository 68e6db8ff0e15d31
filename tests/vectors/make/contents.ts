import type { EnvelopeContent } from '#crypto/envelope.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import { expected, signedBy } from './keys.ts';

export async function contents(): Promise<Record<'event' | 'copy' | 'ofTwo', EnvelopeContent>> {
  const event = await signedBy(caseEvent(), 'author');
  return {
    event: { typ: 'nrm-event', event },
    copy: { typ: 'nrm-copy', envelope: expected.envelope, receiver: expected.receiver, event },
    ofTwo: { typ: 'nrm-event', event: await signedBy(caseEvent(), 'author', 'second') },
  };
}
