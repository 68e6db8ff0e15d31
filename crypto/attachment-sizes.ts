import { padmeLength } from './padme.ts';

/** Of the file itself. */
export const MOST_ATTACHMENT_BYTES = 50 * 1024 * 1024;

/** Age's chunks, each with its tag. */
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
/** Age's header for one hybrid recipient has some 1,700 bytes. */
const HEADER_BYTES = 4096;

/** No sealed file is longer. */
export const MOST_SEALED_BYTES =
  padmeLength(MOST_ATTACHMENT_BYTES) + Math.ceil(MOST_ATTACHMENT_BYTES / CHUNK_BYTES) * TAG_BYTES + HEADER_BYTES;
