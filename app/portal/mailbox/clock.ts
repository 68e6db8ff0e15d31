/** What the clocks of the device and of the node have between them. */
export interface ClockDifference {
  /** To be added to the device's time to have the node's. */
  milliseconds: number;
  /** More than five minutes: then people are told, and what lasts for a time has to last by both. */
  isLarge: boolean;
}

const LARGE = 5 * 60_000;

/** Without a connection: none. */
export async function clockDifference(): Promise<ClockDifference> {
  const asked = Date.now();
  const response = await fetch('/health', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  const said = Date.parse(response?.headers.get('date') ?? '');
  if (Number.isNaN(said)) return { milliseconds: 0, isLarge: false };
  const milliseconds = said - (asked + Date.now()) / 2;
  return { milliseconds, isLarge: Math.abs(milliseconds) > LARGE };
}
