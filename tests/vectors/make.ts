/**
 * Writes the vectors of docs/envelope.md. Signed events come out the same every time; sealing is random.
 *
 *     npx esbuild tests/vectors/make.ts --bundle --platform=node --format=esm --packages=external --outfile=build/vectors.mjs
 *     node build/vectors.mjs
 */
import { writeFile } from 'node:fs/promises';
import { attachmentVectors } from './make/attachments.ts';
import { frameVectors } from './make/frames.ts';
import { keys } from './make/keys.ts';
import { receiptVectors } from './make/receipts.ts';
import { refusedEvents } from './make/refused-events.ts';
import { sealedVectors } from './make/sealed.ts';
import { signedVectors } from './make/signed-events.ts';

const files = {
  keys,
  'signed-events': await signedVectors(),
  'refused-events': await refusedEvents(),
  frames: await frameVectors(),
  sealed: await sealedVectors(),
  receipts: await receiptVectors(),
  attachments: await attachmentVectors(),
};
for (const [name, content] of Object.entries(files)) {
  await writeFile(`tests/vectors/envelope/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);
}
