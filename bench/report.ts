import type { Measurement } from './measure.ts';

const WIDTHS = [22, 6, 26, 10, 9, 9, 9, 10, 10];

export function heading(): string {
  return row(['what', 'conn.', 'by', 'per s', 'p50 ms', 'p95 ms', 'p99 ms', 'Node CPU', 'PG CPU ms']);
}

export function line(what: string, connections: number, by: string, measured: Measurement): string {
  const { perSecond, p50, p95, p99, nodeCpu, postgresCpu, failures } = measured;
  const figures = [perSecond.toFixed(0), ...[p50, p95, p99].map((time) => time.toFixed(1))];
  const cpu = [nodeCpu, postgresCpu].map((time) => (time === null ? 'unknown' : time.toFixed(2)));
  const failed = failures === 0 ? '' : `  ${failures} failed`;
  return row([what, String(connections), by, ...figures, ...cpu]) + failed;
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index < 3 ? cell.padEnd(WIDTHS[index] ?? 0) : cell.padStart(WIDTHS[index] ?? 0)))
    .join('');
}
