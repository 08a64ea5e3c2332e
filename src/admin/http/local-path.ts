/** Only paths of our own: an open redirect would lend our name to a phisher. */
export function localPath(given: string | undefined): string {
  if (!given) return '/admin';
  const url = URL.canParse(given, 'http://here') ? new URL(given, 'http://here') : undefined;
  return url && /^\/admin(\/(?!log(in|out)\b)|$)/.test(url.pathname) ? `${url.pathname}${url.search}` : '/admin';
}
