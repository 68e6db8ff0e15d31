/** @returns the groups by their keys, in the order of their first items */
export function groupsBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** @returns the groups in the order of their first items */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  return [...groupsBy(items, keyOf).values()];
}
