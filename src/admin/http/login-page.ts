import type { Locale, Text } from '../../core/i18n/index.js';
import { sandboxRibbon } from './page-top.js';
import { themeAttribute, type Theme } from './theme-cookie.js';

const WORDS: Record<string, Text> = {
  title: { es: 'Entrar a Puente', en: 'Sign in to Puente' },
  lead: { es: 'Cada documento llega a su destino, una sola vez, y se sabe por qué.', en: 'Every document arrives, exactly once, and you can see why.' },
  email: { es: 'Correo electrónico', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  submit: { es: 'Entrar', en: 'Sign in' },
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

export interface LoginPage {
  locale: Locale;
  version: string;
  email?: string;
  /** A sentence for the person, already in their language. */
  error?: string;
  next?: string;
  theme?: Theme;
  /** Whether the simulated providers are on. */
  sandbox?: boolean;
}

/** The sign-in page: plain HTML without script, so that it opens at once. */
export function loginPage({ locale, version, email = '', error, next = '', theme = 'system', sandbox = false }: LoginPage): string {
  const word = (name: string) => escape(WORDS[name]![locale]);
  const asset = (name: string) => `/admin/frontend/assets/${name}?v=${version}`;
  const alert = error ? `<p class="pz-login-error" role="alert" id="login-error">${escape(error)}</p>` : '';
  const described = error ? ' aria-describedby="login-error"' : '';
  return `<!DOCTYPE html>
<html lang="${locale}"${themeAttribute(theme)}>
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${word('title')}</title>
<link rel="icon" type="image/svg+xml" href="${asset('favicon.svg')}">
<link rel="stylesheet" href="${asset('puente.css')}">
</head>
<body class="pz-login">
${sandbox ? sandboxRibbon(locale, false) : ''}
<main class="pz-login-card">
<img class="pz-login-logo" src="${asset('logo.svg')}" alt="Puente" width="170" height="48">
<h1>${word('title')}</h1>
<p class="pz-login-lead">${word('lead')}</p>
${alert}
<form method="post" action="/admin/login">
<input type="hidden" name="next" value="${escape(next)}">
<label for="email">${word('email')}</label>
<input id="email" name="email" type="email" value="${escape(email)}" autocomplete="username" required ${email ? '' : 'autofocus'}${described}>
<label for="password">${word('password')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${email ? 'autofocus' : ''}${described}>
<button type="submit">${word('submit')}</button>
</form>
<p class="pz-login-languages"><a href="?locale=es" lang="es" hreflang="es">Español</a> · <a href="?locale=en" lang="en" hreflang="en">English</a></p>
</main>
</body>
</html>`;
}
