const BASE64 = /^[A-Za-z0-9+/\r\n]{40,}={0,2}\s*$/;
const XML = /^\uFEFF?\s*<(\?xml|[A-Za-z_])[\s\S]*>\s*$/;

/** The XML that a text is, or that it carries in Base64 (as Hacienda's documents travel); null when it is none. */
export function embeddedXml(text: string): string | null {
  if (XML.test(text)) return text;
  if (!BASE64.test(text)) return null;
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text.replace(/\s/g, '')), (char) => char.charCodeAt(0)));
    return XML.test(decoded) ? decoded : null;
  } catch {
    return null;
  }
}
