import type { IncomingMessage } from 'node:http';

/**
 * Whether a request that carries a cookie comes from our own pages (CSRF). Browsers send `Sec-Fetch-Site`, or at least
 * `Origin`, with everything that is not a plain GET; a request with neither is refused.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isSameOrigin(req: Pick<IncomingMessage, 'headers'>, publicUrl?: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = hostOf(req.headers.origin);
  // Hosts, not whole origins: behind a proxy that ends TLS we see http where the browser saw https.
  return origin !== undefined && (origin === req.headers.host?.toLowerCase() || origin === hostOf(publicUrl));
}

export const isSafeMethod = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

function hostOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).host || undefined : undefined;
}
