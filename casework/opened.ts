import { fieldsOf, listOf, uuid } from '#crypto/shape.ts';

/** Says to the sender which of its envelopes were opened; is itself never answered so. */
export interface Opened {
  envelopes: string[];
}

const MOST_ENVELOPES = 1000;

/** @throws ShapeError */
export function readOpened(body: unknown): Opened {
  return { envelopes: listOf(fieldsOf(body, ['envelopes']).envelopes, MOST_ENVELOPES, uuid) };
}
