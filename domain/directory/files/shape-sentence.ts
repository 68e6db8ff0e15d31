import { z } from 'zod';
import { printable } from './text-objection.ts';

/** What is wrong with the shape of a file at one place, for the person who edits it. */
export function shapeSentence(issue: z.core.$ZodIssue, schema: z.ZodType, content: unknown): string {
  const isMissing = issue.code === 'invalid_type' && valueAt(content, issue.path) === undefined;
  if (!isMissing) return `${printable(issue.message)}.`;
  return schemaAt(schema, issue.path)?.safeParse(null).success === true
    ? 'The field is missing. Where nothing is known, write null.'
    : 'The field is missing, and it must not be empty.';
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown> | null)?.[step], content);
}

function schemaAt(schema: z.core.$ZodType | undefined, path: readonly PropertyKey[]): z.ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema as z.ZodType | undefined;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return schemaAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return schemaAt(schema.element, rest);
  return schema instanceof z.ZodObject ? schemaAt(schema.shape[String(step)], rest) : undefined;
}
