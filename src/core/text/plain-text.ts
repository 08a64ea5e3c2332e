const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** Markup → one line of plain text of at most `limit` characters (an ellipsis marks a cut). Safe on text without markup. */
export function plainText(text: string, limit: number): string {
  // Providers send whole HTML pages; nobody reads past the first screen, and no regular expression should walk megabytes.
  const bare = text
    .slice(0, 50_000)
    .replace(/<(script|style|head)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/?[a-z!][^>]*>/gi, ' ')
    .replace(/&(#39|[a-z]+);/gi, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
  return cut(bare.replace(/\s+/g, ' ').trim(), limit);
}

/** Cuts between characters, never inside one (an emoji is two code units). */
export function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('').trimEnd()}…`;
}

/** For comparing what people type: no accents, no case, single spaces. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
