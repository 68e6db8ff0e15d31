/**
 * The array types of PostgreSQL that are used here: texts, identifiers and whole numbers, of one dimension. postgres.js
 * would otherwise ask every new connection for all types, and a connection that is lost while it asks ends the process.
 */
export const arrayTypes = {
  texts: arrayType(1009, (text) => text),
  uuids: arrayType(2951, (text) => text),
  integers: arrayType(1007, Number),
};

function arrayType<T>(oid: number, element: (text: string) => T) {
  return {
    to: oid,
    from: [oid],
    serialize: (values: readonly unknown[]) => `{${values.map(quoted).join(',')}}`,
    parse: (literal: string) => elements(literal).map((text) => (text === null ? null : element(text))),
  };
}

function quoted(value: unknown): string {
  return value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}

/** `{a,"b, \"c\"",NULL}` */
function elements(literal: string): (string | null)[] {
  return [...literal.matchAll(/"((?:[^"\\]|\\.)*)"|[^{},]+/gs)].map(([whole, inQuotes]) => {
    if (inQuotes !== undefined) return inQuotes.replace(/\\(.)/gs, '$1');
    return whole === 'NULL' ? null : whole;
  });
}
