const asText = (text: string) => text;
const asBoolean = (text: string) => text === 't';
const asDate = (text: string) => new Date(text);

/**
 * Lists of one dimension, as PostgreSQL names their types. postgres.js would otherwise ask every new connection for all
 * types, and a connection that is lost while it asks ends the process. A list of a type that is not here, such as one's
 * own, comes back as PostgreSQL writes it: `{a,b}`.
 */
export const arrayTypes = {
  bool: arrayType(1000, asBoolean),
  int2: arrayType(1005, Number),
  int4: arrayType(1007, Number),
  int8: arrayType(1016, asText),
  float4: arrayType(1021, Number),
  float8: arrayType(1022, Number),
  numeric: arrayType(1231, asText),
  text: arrayType(1009, asText),
  varchar: arrayType(1015, asText),
  uuid: arrayType(2951, asText),
  date: arrayType(1182, asDate),
  timestamptz: arrayType(1185, asDate),
};

function arrayType<T>(oid: number, element: (text: string) => T) {
  return {
    to: oid,
    from: [oid],
    serialize: (values: readonly unknown[] | string) =>
      typeof values === 'string' ? values : `{${values.map(quoted).join(',')}}`,
    parse: (literal: string) => elements(literal).map((text) => (text === null ? null : element(text))),
  };
}

function quoted(value: unknown): string {
  if (value === null) return 'NULL';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** `{a,"b, \"c\"",NULL}` */
function elements(literal: string): (string | null)[] {
  return [...literal.matchAll(/"((?:[^"\\]|\\.)*)"|[^{},]+/gs)].map(([whole, inQuotes]) => {
    if (inQuotes !== undefined) return inQuotes.replace(/\\(.)/gs, '$1');
    return whole === 'NULL' ? null : whole;
  });
}
