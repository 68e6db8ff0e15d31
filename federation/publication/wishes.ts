import { z } from 'zod';
import { type Wish, WishError } from './organisations-changes.ts';

const confirmation = z.strictObject({
  words: z.string(),
  by: z.string().trim().min(1),
  channel: z.string().trim().min(1),
});

// What each text may be, the verifier says when the list is written.
const wish = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  address: z.string(),
  node: z.string(),
  enrolmentKey: z.string(),
  standing: z.enum(['active', 'suspended', 'left']),
  previousKeySignature: z.string().exactOptional(),
  confirmed: confirmation.optional(),
});

const entry = z.strictObject({ id: z.string(), since: z.string() });

const revocations = z.strictObject({
  organisations: z.array(entry.extend({ reason: z.enum(['suspended', 'compromised', 'left']) })),
  nodes: z.array(entry),
});

/**
 * The organisations as a State's signers write them down: `{ "organisations": […] }`.
 *
 * @throws WishError naming place and fault
 */
export function readWishes(json: string): Wish[] {
  return parsed('organisations.json', json, z.strictObject({ organisations: z.array(wish) })).organisations;
}

/** @throws WishError */
export function readRevocationWishes(json: string): z.infer<typeof revocations> {
  return parsed('revocations.json', json, revocations);
}

function parsed<Value>(file: string, json: string, shape: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new WishError(`${file} is not valid JSON.`);
  }
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new WishError(`${file} is refused at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message}.`);
}
