/** Counts how often it was changed: whoever derives something from it sees whether that still holds. */
export class CountedMap<Key, Value> extends Map<Key, Value> {
  changes = 0;

  override set(key: Key, value: Value): this {
    this.changes++;
    return super.set(key, value);
  }

  override delete(key: Key): boolean {
    this.changes++;
    return super.delete(key);
  }

  override clear(): void {
    this.changes++;
    super.clear();
  }
}
