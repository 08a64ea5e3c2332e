/**
 * Keeps what was loaded for a few seconds, so that a hot path does not ask the database each time and a change made by
 * another process is still seen soon. Loads of one key at the same time are shared; a failed load is forgotten.
 */
export class ShortCache<V> {
  private readonly entries = new Map<string, { value: Promise<V>; until: number }>();

  constructor(private readonly ttlMs = 5_000, private readonly maxEntries = 10_000) {}

  get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    // Emptying it all is enough to bound the memory: whoever floods it only costs the others one query each.
    if (this.entries.size >= this.maxEntries) this.entries.clear();
    const entry = { value: load(), until: Date.now() + this.ttlMs };
    this.entries.set(key, entry);
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry.value;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }
}
