/**
 * A table as RFC 4180 writes it. A spreadsheet would run a cell that begins like a formula: such a cell gets an apostrophe in
 * front, which is seen, and is the price. The byte order mark is for the same programs: without it they read
 * "România" in the code page of their computer.
 */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map(written).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

export type Cell = string | boolean | null;

const BYTE_ORDER_MARK = '\ufeff';
const FORMULA = /^[=+\-@\t\r\n]/;

function written(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
