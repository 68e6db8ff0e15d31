/** The same numbers for the same seed, so that two runs measure the same directory. */
export interface Random {
  /** 0 to below `end` */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
  /** As `pick`, but early items come far more often: words, towns and needs are used like that. */
  pickSkewed<T>(items: readonly T[]): T;
  uuid(): string;
}

/** Mulberry32, by Tommy Ettinger (public domain): small, and good enough to choose words. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  const at = <T>(items: readonly T[], index: number): T => {
    const item = items[index];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  };
  return {
    below,
    pick: (items) => at(items, below(items.length)),
    pickSkewed: (items) => at(items, Math.floor(next() ** 3 * items.length)),
    uuid() {
      const hex = () =>
        below(2 ** 32)
          .toString(16)
          .padStart(8, '0');
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
