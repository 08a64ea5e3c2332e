import { themeAttribute, type Theme } from './theme-cookie.js';

export interface HardPage {
  nonce: string;
  version: string;
  language: string;
  theme?: Theme;
  /** HTML of ours to begin the page with. */
  top?: string;
}

/** Makes the page that AdminJS writes safe to serve under a strict Content-Security-Policy, from this host alone. Pure. */
export function hardenPage(html: string, { nonce, version, language, theme = 'system', top = '' }: HardPage): string {
  return escapeState(html)
    .replace(/<html lang=[^>]*>/, `<html lang="${language}"${themeAttribute(theme)}>`)
    .replace(/<link rel="stylesheet" href="https:\/\/fonts\.googleapis\.com[^>]*>/, '')
    .replace(/<link rel="shortcut icon"[^>]*>/, `<link rel="icon" type="image/svg+xml" href="/admin/frontend/assets/favicon.svg?v=${version}">`)
    .replace(/(src|href)="(\/admin\/frontend\/assets\/[\w.-]+)"/g, `$1="$2?v=${version}"`)
    .replace('<body>', () => `<body>${top}`)
    .replace(/<script(?=[ >])/g, `<script nonce="${nonce}"`);
}

// AdminJS puts JSON into a script as it is: a name with `</script>` in it would end the script and begin an attack.
function escapeState(html: string): string {
  const start = html.indexOf('window.REDUX_STATE');
  const end = html.lastIndexOf('window.THEME_COMPONENTS');
  if (start < 0 || end < start) return html;
  const state = html.slice(start, end).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  return html.slice(0, start) + state + html.slice(end);
}
