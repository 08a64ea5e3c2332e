/** What the domain reads of an Oppen credential's metadata. */
export interface DomainSettings {
  posPadding: number;
  /** Types that are sent; null: all. */
  types: string[] | null;
  excludedShops: string[];
}

/** Reads them from metadata that the credential's class has judged; defaults of the specification without one. */
export function domainSettings(metadata: Record<string, unknown> = {}): DomainSettings {
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);
  const types = list(metadata.types);
  return { posPadding: Number(metadata.pos_padding ?? 4) || 4, types: types.length > 0 ? types : null, excludedShops: list(metadata.excluded_shops) };
}
