import type { Locale, Text } from '../../core/i18n/index.js';
import { escapeHtml as escape } from './escape-html.js';
import { sandboxRibbon } from './page-top.js';
import { themeAttribute, type Theme } from './theme-cookie.js';

const WORDS: Record<string, Text> = {
  title: { es: 'Entrar a Puente', en: 'Sign in to Puente' },
  lead: { es: 'Cada documento llega a su destino, una sola vez, y se sabe por qué.', en: 'Every document arrives, exactly once, and you can see why.' },
  email: { es: 'Correo electrónico', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  submit: { es: 'Entrar', en: 'Sign in' },
  or: { es: 'o', en: 'or' },
  by: { es: 'Entrar con', en: 'Sign in with' },
};

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
  /** Name of the identity provider, when there is one. */
  provider?: string | null;
}

/** The sign-in page: plain HTML without script, so that it opens at once. */
export function loginPage({ locale, version, email = '', error, next = '', theme = 'system', sandbox = false, provider = null }: LoginPage): string {
  const word = (name: string) => escape(WORDS[name]![locale]);
  const asset = (name: string) => `/admin/frontend/assets/${name}?v=${version}`;
  const alert = error ? `<p class="pz-login-error" role="alert" id="login-error">${escape(error)}</p>` : '';
  const elsewhere = provider ? `<p class="pz-login-or"><span>${word('or')}</span></p>\n<a class="pz-login-provider" href="/admin/login/oidc?next=${encodeURIComponent(next)}">${word('by')} ${escape(provider)}</a>` : '';
  const described = error ? ' aria-describedby="login-error"' : '';
  return `<!DOCTYPE html>
<html lang="${locale}"${themeAttribute(theme)}>
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${word('title')}</title>
<link rel="icon" type="image/svg+xml" href="${asset('favicon.svg')}">
<link rel="stylesheet" href="${asset('puente.css')}">
<link rel="stylesheet" href="${asset('settings.css')}">
</head>
<body class="pz-login">
${sandbox ? sandboxRibbon(locale, false) : ''}
<main class="pz-login-card">
<img class="pz-login-logo" src="${asset('logo.svg')}" alt="Puente" width="184" height="48">
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
${elsewhere}
<p class="pz-login-languages"><a href="?locale=es" lang="es" hreflang="es">Español</a> · <a href="?locale=en" lang="en" hreflang="en">English</a></p>
</main>
</body>
</html>`;
}
