const LONGEST = 500;

/** Oppen's own words. The JSON of an error is not public: the usual names in turn, else the text without its tags (contract §2). */
export function providerMessage(body: string): string {
  const words = fromJson(body) ?? body.replace(/<(script|style|head)[^>]*>[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  return words.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

function fromJson(body: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Record<string, unknown>;
  const first = [given.message, given.error, given.detail, Array.isArray(given.errors) ? given.errors[0] : given.errors, given._error].find((one) => one !== undefined && one !== null && one !== '');
  if (first === undefined) return undefined;
  return typeof first === 'string' ? first : (fromJson(JSON.stringify(first)) ?? JSON.stringify(first));
}
